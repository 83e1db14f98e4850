#!/usr/bin/env bash
# Installs the dependencies into the Python that is first on the PATH.
set -euo pipefail
cd -- "$WORKING_DIRECTORY"

folder=$(dirname -- "$REQUIREMENTS")

# ask ARGUMENTS…: what Python says, without the line ends of Windows
ask() { python "$@" | tr -d '\r'; }

if [ "$CACHE" = pip ]; then
  pip_cache=$(ask -m pip cache dir)
  # What setup-python keeps has to be there, though nothing be installed.
  mkdir -p -- "$pip_cache"
fi

if [ "$INSTALLER" = pip ]; then
  case ${REQUIREMENTS##*/} in
    pyproject.toml) python -m pip install --disable-pip-version-check --editable "$folder" ;;
    *) python -m pip install --disable-pip-version-check --requirement "$REQUIREMENTS" ;;
  esac
  exit
fi

command -v uv >/dev/null || python -m pip install --disable-pip-version-check --quiet uv==0.13.9
# Below pip's own cache, which setup-python keeps.
if [ "$CACHE" = pip ]; then
  export UV_CACHE_DIR=$pip_cache/uv
fi
python=$(ask -c 'import sys; print(sys.executable)')
case ${REQUIREMENTS##*/} in
  uv.lock)
    UV_PROJECT_ENVIRONMENT=$(ask -c 'import sys; print(sys.prefix)')
    export UV_PROJECT_ENVIRONMENT
    uv sync --locked --inexact --python "$python" --project "$folder"
    ;;
  pyproject.toml)
    # A project that can be built is installed as well, so that its own modules can be imported.
    if grep -q '^\[build-system\]' "$REQUIREMENTS"; then
      uv pip install --python "$python" --editable "$folder"
    else
      uv pip install --python "$python" --requirements "$REQUIREMENTS"
    fi
    ;;
  *) uv pip install --python "$python" --requirements "$REQUIREMENTS" ;;
esac
