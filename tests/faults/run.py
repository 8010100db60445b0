"""`make faults`: programs killed while phones send cards, and power cut while they are taken in.

HANDSLAG_FAULTS sets how many kills there are (power cuts: twenty times as many).
"""

import os
import tempfile
from pathlib import Path
from random import Random

from api.settings import Settings
from tests import figures
from tests.browser.programs import Handslag
from tests.faults.trials import add_sender, cut_power, kill_programs

KILLS = int(os.environ.get("HANDSLAG_FAULTS", "20"))
CUTS_A_KILL = 20
SENT = 120


def main() -> None:
    """Run both trials and keep what they found."""
    with tempfile.TemporaryDirectory() as folder:
        toll = kill_programs(Path(folder), kills=KILLS, rng=Random(1))
    found: dict[str, float | str | None] = {
        "acknowledged": len(toll.acknowledged),
        "lost": toll.lost,
        "duplicates": toll.duplicates,
        "kills": KILLS,
    }
    with tempfile.TemporaryDirectory() as folder:
        figures.keep("faults", found | _power_cuts(Path(folder)))


def _power_cuts(folder: Path) -> dict[str, float | str | None]:
    handslag = Handslag(folder)
    handslag.migrate()
    settings, cuts = Settings(data=handslag.data), KILLS * CUTS_A_KILL
    subject = add_sender(settings)
    try:
        losses = list(cut_power(settings, subject, sent=SENT, cuts=cuts, rng=Random(1)))
    except OSError as error:
        why = f"SQLite's file layer cannot be reached here: {error}"
        names = ("power_cuts", "power_cut_losses")
        return dict.fromkeys(names) | {f"{name}.why": why for name in names}
    return {"power_cuts": cuts, "power_cut_losses": len(losses)}


if __name__ == "__main__":
    main()
