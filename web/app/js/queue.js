/** How many cards wait for review: shown in the menu of everybody who reviews. */

import { signal } from "../vendor/signals.js";

export const queueLength = signal(0);
