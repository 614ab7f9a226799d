#!/bin/sh
# unit tests + cases + screens, failures only
cd /work/h/words
for s in $(find tests/unit -name '*_test.c' | sort); do
  ASAN_OPTIONS=detect_leaks=0 build/debug/${s%.c} > /tmp/wt/out 2>&1 || { echo "== $s"; grep -vE '\[ +(OK|RUN|PASSED) |^\[=' /tmp/wt/out | cut -c1-400 | head -${N:-14}; }
done
for r in tests/cases/*/run; do sh $r 2>&1 | grep -v '^ok ' | head -40; done
[ -n "$NOSCREENS" ] || sh tests/screens/run 2>&1 | grep -v '^ok ' | head -${M:-150}
