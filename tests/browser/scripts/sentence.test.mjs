import assert from "node:assert/strict";
import { test } from "node:test";

import { cells, load } from "./modules.mjs";

const { groups, isMatrix, sentence } = await load("sentence");
const YEARS = cells(["n/2021", "n/2022", "n/2023"]);
const PAIR = cells(["n/base", "n/target"]);

test("A whole row of figures is said as one would type it.", () => {
  const whole = sentence(YEARS, ["118.4", " 131.62", "146.9 "]);
  assert.deepEqual(whole, { text: "118.4 131.62 146.9", said: 3, missing: [] });
  assert.equal(sentence(PAIR, ["318", "484"]).text, "318 484");
});

test("What is missing is named and never becomes a zero.", () => {
  const { text, said, missing } = sentence(YEARS, ["118.4", "", "146.9"]);
  assert.equal(text, "2021年118.4 2023年146.9");
  assert.equal(said, 2);
  assert.deepEqual(missing, [YEARS[1]]);
  assert.equal(sentence(PAIR, ["", "484"]).text, "目标484");
  assert.equal(sentence(YEARS, ["", "", ""]).text, "");
});

test("Words in a cell, thousands and figures that look like years go with their year.", () => {
  assert.equal(sentence(YEARS, ["118", "等统计局", "146"]).text, "2021年118 2022年等统计局 2023年146");
  assert.equal(sentence(YEARS, ["1,184", "1,316", "1,469"]).text, "2021年1,184 2022年1,316 2023年1,469");
  assert.equal(sentence(YEARS, ["2021", "2022", "2023"]).text, "2021年2021 2022年2022 2023年2023");
});

test("One figure has no blanks in it, and a zero is a figure.", () => {
  assert.equal(sentence(YEARS, ["1 184", "0", "1\u3000469"]).text, "1184 0 1469");
});

test("A single cell is named, so that its figure presses no button.", () => {
  assert.equal(sentence(cells(["n/2022"]), ["1"]).text, "2022年1");
  assert.equal(sentence(cells(["n/target"]), ["1"]).text, "目标1");
});

test("Where values stand, only what was changed is said.", () => {
  const standing = cells(["n/2021", "n/2022", "n/2023"], [{ value: "118" }, { value: "131" }, {}]);
  assert.equal(sentence(standing, ["118", "132", ""]).text, "2022年132");
  assert.equal(sentence(standing, ["118", "131", ""]).text, "");
  assert.equal(sentence(standing, ["119", "132", "146"]).text, "119 132 146");
});

test("Base and target in words carry their names.", () => {
  const words = cells(["n/base", "n/target"], [{ numeric: false }, { numeric: false }]);
  assert.equal(sentence(words, ["与3个国家合作", "扩大到6个国家"]).text, "基准：与3个国家合作；目标：扩大到6个国家");
});

test("A table is a line for each year, each level with its roles as far as they are filled.", () => {
  const rows = [{ row: "国际 主持" }, { row: "国际 参与" }, { row: "国家 主持" }, { row: "国家 参与" }];
  const of = (year) => ["i/l", "i/p", "n/l", "n/p"].map((part) => `s/${year}/${part}`);
  const all = cells([...of(2021), ...of(2022)], [...rows, ...rows]);
  assert.equal(isMatrix(all), true);
  assert.equal(isMatrix(YEARS), false);
  assert.equal(sentence(all, ["0", "0", "1", "3", "0", "无", "", "4"]).text, "2021 国际 0 0 国家 1 3\n2022 国际 0 无 国家 参与 4");
  assert.equal(sentence(all, ["", "", "", "", "", "", "1", ""]).text, "2022 国家 主持 1");
});

test("What is alike is put together in its order.", () => {
  assert.deepEqual(groups(["a1", "b1", "a2"], (each) => each[0]), [["a1", "a2"], ["b1"]]);
});
