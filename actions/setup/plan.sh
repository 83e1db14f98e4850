#!/usr/bin/env bash
# Finds which Python, which file of dependencies and which installer are meant, and tells the action's next steps.
# shellcheck disable=SC2153 # the inputs come as environment variables
set -euo pipefail

# fail WHY HINT: the step's error
fail() {
  local message="Cannot set up Python: $1. $2"
  echo "::error title=setup::${message//%/%25}"
  exit 1
}

for name in PYTHON_VERSION REQUIREMENTS INSTALLER WORKING_DIRECTORY CACHE; do
  # A line break would write outputs of its own.
  case ${!name} in
    *[[:cntrl:]]*) fail "$name has a line break or a control character" "Give one value" ;;
  esac
done
case $INSTALLER in auto | uv | pip) ;; *) fail "there is no installer \"$INSTALLER\"" "Expected auto, uv or pip" ;; esac
case $CACHE in true | false) ;; *) fail "cache is \"$CACHE\"" "Expected true or false" ;; esac
if [ ! -d "$WORKING_DIRECTORY" ]; then
  fail "there is no folder \"$WORKING_DIRECTORY\"" "Check out before this step, and look at working-directory"
fi
cd -- "$WORKING_DIRECTORY"

version=$PYTHON_VERSION
version_file=
if [ -z "$version" ] && [ -f .python-version ]; then
  version_file=$WORKING_DIRECTORY/.python-version
elif [ -z "$version" ]; then
  version=3.13
fi

requirements=$REQUIREMENTS
for each in uv.lock requirements.txt pyproject.toml; do
  if [ -z "$requirements" ] && [ -f "$each" ]; then requirements=$each; fi
done
if [ -n "$requirements" ] && [ ! -f "$requirements" ]; then
  fail "there is no file \"$requirements\"" "Paths start from working-directory, here \"$WORKING_DIRECTORY\""
fi

installer=$INSTALLER
case ${requirements##*/} in
  uv.lock)
    [ "$installer" != pip ] || fail "pip cannot read uv.lock" "Leave installer out, or name a requirements file"
    installer=uv
    ;;
  pyproject.toml)
    [ "$installer" != auto ] || installer=uv
    if [ "$installer" = pip ] && ! grep -q '^\[build-system\]' "$requirements"; then
      fail "pip installs no project without [build-system]" "Leave installer out: uv installs its dependencies"
    fi
    ;;
  *) [ "$installer" != auto ] || installer=pip ;;
esac

# setup-python refuses to cache where there is no file to name the cache by, or pip keeps nothing.
cache=
if [ "$CACHE" = true ] && [ -n "$requirements" ] && [ -z "${PIP_NO_CACHE_DIR:-}" ]; then cache=pip; fi
case $requirements in /* | [A-Za-z]:*) cached=$requirements ;; *) cached=$WORKING_DIRECTORY/$requirements ;; esac

{
  echo "python-version=$version"
  echo "python-version-file=$version_file"
  echo "requirements=$requirements"
  echo "installer=$installer"
  echo "cache=$cache"
  echo "cache-dependency-path=${cached#./}"
} >>"$GITHUB_OUTPUT"
