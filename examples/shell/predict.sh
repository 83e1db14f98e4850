#!/usr/bin/env bash
# Predicts the mean of each row's species and sex.
set -euo pipefail
awk -F, '
  FNR == NR { mean[$1 "," $2] = $3; next }
  FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "row_id,predicted"; next }
  {
    group = $at["species"] "," $at["sex"]
    print $at["row_id"] "," (group in mean ? mean[group] : mean["any,any"])
  }
' "$MLOPS_MODEL_DIR/means.csv" "$MLOPS_INPUT" >"$MLOPS_OUTPUT"
