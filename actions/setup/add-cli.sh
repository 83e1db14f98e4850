#!/usr/bin/env bash
# Puts "mlops" on the PATH of the job's later steps: the CLI of the checkout that this action is part of.
set -euo pipefail

cli=$(cd -- "$GITHUB_ACTION_PATH/../../dist" && pwd)/mlops.js
if command -v cygpath >/dev/null; then cli=$(cygpath --mixed "$cli"); fi
bin=$RUNNER_TEMP/mlops-bin
mkdir -p "$bin"
quoted=$(printf '%s' "$cli" | sed "s/'/'\\\\''/g")
printf "#!/bin/sh\nexec node '%s' \"\$@\"\n" "$quoted" >"$bin/mlops"
chmod +x "$bin/mlops"
if [ "${RUNNER_OS:-}" = Windows ]; then printf '@node "%s" %%*\r\n' "$cli" >"$bin/mlops.cmd"; fi
echo "$bin" >>"$GITHUB_PATH"
command -v node >/dev/null ||
  echo "::warning title=setup::There is no node on the PATH, which mlops in a terminal needs; the actions bring their own"
