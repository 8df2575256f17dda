import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./modules.mjs";

const { brief, search, summed, when } = await load("finding");
const blank = { standing: "open", word: "未填", value: null, by: null, at: null, door: null };
const question = (id, label) => ({ id, label, name: id, ...blank });
const OVERVIEW = {
  title: "",
  people: [],
  sections: [
    { questions: [question("C1", "申报年份"), question("2.1", "集群总产值（亿元）"), question("2.10", "高新技术企业数量")] },
    { questions: [question("3.2", "研发经费（亿元）"), question("核3", "上年末企业数量")] },
  ],
};
const found = (words) => search(OVERVIEW, words).map((each) => each.id);

test("A number finds its question, and only that one.", () => {
  assert.deepEqual(found("2.1"), ["2.1"]);
  assert.deepEqual(found("２．１０"), ["2.10"]);
  assert.deepEqual(found("c1"), ["C1"]);
  assert.deepEqual(found("核3"), ["核3"]);
});

test("The beginning of a number finds all that begin with it.", () => {
  assert.deepEqual(found("2"), ["2.1", "2.10"]);
  assert.deepEqual(found("2."), ["2.1", "2.10"]);
  assert.deepEqual(found("3."), ["3.2"]);
});

test("Words find the questions that carry all of them, whatever stands between.", () => {
  assert.deepEqual(found("企业 数量"), ["2.10", "核3"]);
  assert.deepEqual(found("总产值(亿元)"), ["2.1"]);
  assert.deepEqual(found("天气"), []);
  assert.deepEqual(found("  "), []);
});

test("A long value is cut to one line.", () => {
  assert.equal(brief("甲\n乙"), "甲 乙");
  assert.equal(brief(null), "");
  assert.equal(brief("长".repeat(50)).length, 40);
});

test("A moment is as short as it is clear, and China's wherever one looks.", () => {
  const now = new Date("2024-04-11T23:30:00+08:00");
  assert.equal(when("2024-04-11T09:05:00+08:00", now), "09:05");
  assert.equal(when("2024-04-10T16:05:00Z", now), "00:05");
  assert.equal(when("2024-03-01T09:05:00+08:00", now), "03-01");
  assert.equal(when("2023-12-31T09:05:00+08:00", now), "2023-12-31");
  assert.equal(when("never", now), "");
});

test("Edits that come together are told together, each question once.", () => {
  const edit = (by, id) => ({ by, id, label: "", value: "", at: "" });
  const [first, second] = summed([edit("李四", "4.2"), edit("李四", "4.3"), edit("王五", "5.1"), edit("李四", "4.2")]);
  assert.deepEqual([first.by, first.ids, first.count, first.edit], ["李四", "4.2、4.3", 2, null]);
  assert.equal(second.edit.id, "5.1");
  assert.equal(summed([edit("李四", "2.10"), edit("李四", "2.9")])[0].ids, "2.9、2.10");
});
