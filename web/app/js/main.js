/** Starts the app: words, session, outbox, then the screen that the address names. */

import { h, render } from "../vendor/preact.js";
import { speak } from "./texts.js";
import { resume } from "./session.js";
import { Screen } from "./screen.js";
import { watch } from "./outbox/wakeups.js";
import { keepUpToDate } from "./updates.js";

const root = document.getElementById("app");
if (!root) throw new Error("the page has no #app");

await speak(null);
const resumed = resume();
render(h(Screen, { resumed }), root);
void watch();
void keepUpToDate();
