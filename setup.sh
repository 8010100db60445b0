#!/bin/sh
# Puts everything in place that a command needs; each step only where something is missing.
#   ./setup.sh run    what the service needs
#   ./setup.sh test   that, and what proves it
# Asks the Debian, Python and npm registries as this machine is set up to reach them, nothing else.
set -eu
what=$1
cd "$(dirname "$0")"
mkdir -p .setup

system="python3-venv tesseract-ocr tesseract-ocr-swe tesseract-ocr-nor tesseract-ocr-dan tesseract-ocr-fin tesseract-ocr-deu tesseract-ocr-fra bubblewrap"
if [ "$what" = test ]; then
  system="$system chromium fonts-dejavu-core fonts-liberation fonts-lato fonts-open-sans fonts-roboto-unhinted"
fi

missing=""
for package in $system; do
  dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
done
if [ "$missing" = " python3-venv" ] && python3 -c 'import ensurepip' 2>/dev/null; then
  missing=""
fi
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ]; then
    echo "Installing:$missing"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing > .setup/apt.log 2>&1 ||
      { tail -20 .setup/apt.log; exit 1; }
  else
    echo "Some system packages are missing. Run this, then start again:"
    echo "  sudo apt-get install -y$missing"
    exit 1
  fi
fi

# A step runs again when one of the files it is made from has changed.
step() {
  name=$1 inputs=$2
  shift 2
  stamp=".setup/$name"
  sum=$(cat $inputs | sha256sum)
  [ "$(cat "$stamp" 2>/dev/null)" = "$sum" ] && return
  echo "Setting up: $name"
  "$@"
  echo "$sum" > "$stamp"
}
quietly() { "$@" > .setup/pip.log 2>&1 || { tail -20 .setup/pip.log; exit 1; }; }
install_locked() { quietly .venv/bin/python -m pip install --require-hashes -r "$1"; }
install_self() { quietly .venv/bin/python -m pip install --no-deps --no-build-isolation --no-index -e .; }

[ -x .venv/bin/python ] || python3 -m venv .venv
step build requirements-build.txt install_locked requirements-build.txt
if [ "$what" = test ]; then
  step test requirements-dev.txt install_locked requirements-dev.txt
else
  step run requirements.txt install_locked requirements.txt
fi
step handslag pyproject.toml install_self
step models "ocr/engines/models.py ocr/engines/onnxfile.py ocr/engines/wheels.txt" .venv/bin/python -m ocr models
step web "web/package-lock.json web/vendor.py" .venv/bin/python web/vendor.py
