// Every check, in the order in which a reader wants to hear of it. Each has a title and `run(opened, page)`, which
// returns complaints: an empty list where all is well. One that changes the page says so (`changes`) and gets the page
// for itself.
import * as quiet from './quiet.mjs';
import * as policy from './policy.mjs';
import * as hostile from './hostile.mjs';
import * as numbers from './numbers.mjs';
import * as pointers from './pointers.mjs';
import * as first from './first.mjs';
import * as layout from './layout.mjs';
import * as accessible from './accessible.mjs';
import * as keyboard from './keyboard.mjs';
import * as cursor from './cursor.mjs';
import * as motion from './motion.mjs';
import * as paper from './paper.mjs';

export const CHECKS = [
  quiet, policy, hostile, numbers, pointers, first, layout, accessible, keyboard, cursor, motion, paper,
];
