import assert from "node:assert/strict";
import { test } from "node:test";

import { furnish, load } from "./modules.mjs";

furnish();
const { Failure } = await load("failure");
const { Pause } = await load("pause");
const { Sender } = await load("sender");
const { Unsent } = await load("unsent");

/** A sender whose server answers as told, and what became of it. @param {(body: any) => object} answer */
function sending(answer) {
  furnish();
  const unsent = new Unsent("a");
  const told = { took: [], refused: [], failed: [], done: 0 };
  const server = { say: async (body) => answer(body) };
  const sender = new Sender(unsent, server, {
    last: () => 7,
    took: async (answered) => void told.took.push(answered),
    refused: (saying) => void told.refused.push(saying.text),
    failed: (failure) => void told.failed.push(failure.status),
    changed: () => undefined,
    done: () => (told.done += 1),
  });
  return { sender, unsent, told };
}

test("What was said goes out in its order, and leaves the device when it is confirmed.", async () => {
  const bodies = [];
  const { sender, unsent, told } = sending((body) => bodies.push(body) && { messages: [], more: false });
  unsent.add("第一句", null);
  unsent.add("是", { revision: 3, numbers: [1], field: "smes" });
  assert.equal(await sender.flush(), true);
  const [words, press] = bodies;
  assert.deepEqual(words, { id: words.id, after: 7, text: "第一句", seen: 7 });
  assert.deepEqual(press, { id: press.id, after: 7, revision: 3, numbers: [1], field: "smes" });
  assert.notEqual(words.id, press.id);
  assert.equal(unsent.list().length, 0);
  assert.deepEqual([told.took.length, told.done], [2, 1]);
});

test("A failure keeps the words and everything behind them, under the same id.", async () => {
  const ids = [];
  let down = true;
  const { sender, unsent, told } = sending((body) => {
    ids.push(body.id);
    if (down) throw new Failure(0);
    return { messages: [], more: false };
  });
  unsent.add("第一句", null);
  unsent.add("第二句", null);
  assert.equal(await sender.flush(), false);
  assert.deepEqual([unsent.list().length, sender.owing, told.failed], [2, true, [0]]);
  down = false;
  assert.equal(await sender.flush(), true);
  assert.equal(ids[0], ids[1]);
  assert.equal(ids.length, 3);
});

test("Words that the server will never take come back, and what stands behind them goes out.", async () => {
  const { sender, unsent, told } = sending((body) => {
    if (body.text === "坏") throw new Failure(400);
    return { messages: [], more: false };
  });
  unsent.add("坏", null);
  unsent.add("好", null);
  assert.equal(await sender.flush(), true);
  assert.deepEqual([told.refused, told.took.length, unsent.list().length], [["坏"], 1, 0]);
});

test("A fault of the server is not tried again by itself.", async () => {
  const { sender, unsent } = sending(() => {
    throw new Failure(500);
  });
  unsent.add("话", null);
  await sender.flush();
  assert.equal(sender.owing, false);
});

test("What is said while the last words are on their way goes out too.", async () => {
  let said = 0;
  const { sender, unsent } = sending(() => {
    said += 1;
    if (said === 1) unsent.add("又一句", null);
    return { messages: [], more: false };
  });
  unsent.add("一句", null);
  await sender.flush();
  assert.deepEqual([said, unsent.list().length], [2, 0]);
});

test("Drafts, cells and words of one person are not another's, and a full storage stops nothing.", () => {
  const storage = furnish();
  const [mine, theirs] = [new Unsent("a"), new Unsent("b")];
  mine.draft = "草稿";
  mine.keepCells(12, { "n/2021": "118" });
  mine.add("话", null);
  assert.deepEqual([theirs.draft, theirs.cells(12), theirs.list()], ["", {}, []]);
  assert.deepEqual([new Unsent("a").cells(12), new Unsent("a").cells(13)], [{ "n/2021": "118" }, {}]);
  storage.full = true;
  mine.add("又一句", null);
  assert.deepEqual(mine.list().map((each) => each.text), ["话", "又一句"]);
});

test("Waiting grows with every failure up to half a minute, and begins anew after a success.", () => {
  const pause = new Pause(() => 0);
  const waits = [];
  for (let turn = 0; turn < 8; turn += 1) {
    waits.push(pause.next);
    pause.lengthen();
  }
  assert.equal(waits[0], 4000);
  assert.deepEqual(waits, [...waits].sort((one, other) => one - other));
  assert.equal(waits[7], 30000);
  pause.reset();
  assert.equal(pause.next, 4000);
  assert.equal(new Pause(() => 1).next, 3000);
});
