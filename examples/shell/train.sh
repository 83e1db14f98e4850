#!/usr/bin/env bash
# The model: the mean of the target for each species and sex, and of all rows.
set -euo pipefail
awk -F, '
  NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; target = at[ENVIRON["MLOPS_TARGET"]]; next }
  {
    value = $target
    group = $at["species"] "," $at["sex"]
    sum[group] += value; count[group]++
    total += value; rows++
  }
  END {
    for (group in sum) printf "%s,%.3f\n", group, sum[group] / count[group]
    printf "any,any,%.3f\n", total / rows
  }
' "$MLOPS_TRAIN" | sort >"$MLOPS_MODEL_DIR/means.csv"
echo "Means of $(wc -l <"$MLOPS_MODEL_DIR/means.csv") groups"
