#!/usr/bin/env bash
# Runs mtfix for the action. Inputs come as variables and become arguments one by one, so that none
# of them can be a command, and a path that begins with a dash is no option.
set -uo pipefail
lines() { tr -d '\r' <<< "$1" | sed '/^[[:space:]]*$/d'; }
summary="${RUNNER_TEMP:-/tmp}/mtfix-summary.md"
rm -f "$summary"

args=(check "--fail-on=${MTFIX_FAIL_ON:-safe}" "--also=markdown=$summary")
if [ "${MTFIX_ANNOTATIONS:-true}" = true ]; then args+=(--output-format=github); fi
if [ "${MTFIX_LANGUAGETOOL:-false}" = true ]; then args+=(--languagetool=on); else args+=(--languagetool=off); fi
if [ -n "${MTFIX_DIFF_FROM:-}" ]; then args+=("--diff-from=$MTFIX_DIFF_FROM"); fi
if [ -n "${MTFIX_SARIF:-}" ]; then args+=("--also=sarif=$MTFIX_SARIF"); fi
if [ -n "${MTFIX_SUGGESTIONS:-}" ]; then args+=("--also=suggestions=$MTFIX_SUGGESTIONS"); fi
while IFS= read -r option; do args+=("$option"); done < <(lines "${MTFIX_OPTIONS:-}")
args+=(--)
while IFS= read -r path; do args+=("$path"); done < <(lines "${MTFIX_PATHS:-.}")

mtfix "${args[@]}"
code=$?
if [ "${MTFIX_SUMMARY:-true}" = true ] && [ -f "$summary" ]; then
  cat "$summary" >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
fi
echo "exit-code=$code" >> "${GITHUB_OUTPUT:-/dev/null}"
exit "$code"
