import assert from "node:assert/strict";
import { test } from "node:test";

import { load } from "./modules.mjs";

const { spread } = await load("pasting");

test("A copied row goes into the cells, with its gaps and its words.", () => {
  assert.deepEqual(spread("118.4\t131.62\t146.9\r\n", 3), ["118.4", "131.62", "146.9"]);
  assert.deepEqual(spread("118\t\t146", 3), ["118", "", "146"]);
  assert.deepEqual(spread("118\t等统计局\t146", 3), ["118", "等统计局", "146"]);
  assert.deepEqual(spread("无\t无\t1", 3), ["无", "无", "1"]);
  assert.deepEqual(spread("118\n131\n146\n", 3), ["118", "131", "146"]);
  assert.deepEqual(spread("118.4 131.62  146.9", 3), ["118.4", "131.62", "146.9"]);
});

test("Number, label and unit before the figures are left out.", () => {
  assert.deepEqual(spread("集群总产值\t亿元\t118\t131\t146", 3), ["118", "131", "146"]);
  assert.deepEqual(spread("2.1\t集群总产值\t118\t131\t146", 3), ["118", "131", "146"]);
});

test("One value stays one value.", () => {
  assert.equal(spread("118.4", 3), null);
  assert.equal(spread("1 184 000", 3), null);
  assert.equal(spread("与3个国家合作 扩大", 2), null);
});

test("More than a row is left to the conversation, and so is a heading of years: it may turn their order.", () => {
  assert.deepEqual(spread("1\t2\t3\t4", 3), []);
  assert.deepEqual(spread("2023年\t2022年\t2021年\n146\t131\t118", 3), []);
  assert.deepEqual(spread("指标\t2023\t2022\t2021\n产值\t146\t131\t118", 3), []);
  assert.deepEqual(spread("1 2 3 4", 3), []);
});

test("Fewer figures than cells fill the first ones.", () => {
  assert.deepEqual(spread("118\t131", 3), ["118", "131"]);
});
