#!/bin/sh
# Runs once, after all jobs of the array: the shares become one folder, output/.
set -eu
npx cribsheet merge share-*
rm -r share-*
