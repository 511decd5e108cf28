#!/usr/bin/env bash
# Installs mtfix for the action into an environment of its own, and puts it on the later steps' PATH.
set -euo pipefail
home="$RUNNER_TEMP/mtfix"
"$PYTHON" -m venv "$home"
bin="$home/bin"
[ -d "$bin" ] || bin="$home/Scripts"  # Windows
extra=""
[ "$MTFIX_LANGUAGETOOL" = true ] && extra="[languagetool]"
"$bin/python" -m pip install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH$extra"
[ -z "$extra" ] || "$bin/mtfix" languagetool install
echo "$bin" >> "$GITHUB_PATH"
