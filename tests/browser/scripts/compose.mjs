/** Cells and what was typed into them, as JSON in; one message for each, as JSON out. */
import { readFileSync } from "node:fs";

import { load } from "./modules.mjs";

const { sentence } = await load("sentence");
const asked = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(asked.map(({ cells, typed }) => sentence(cells, typed).text)));
