#!/bin/sh
# One job of an AWS Batch array. Batch counts from 0 and says how many jobs there are; --shard counts from 1.
# The working directory is a file system that all jobs share (EFS), with the notes in notes/.
set -eu
shard=$((AWS_BATCH_JOB_ARRAY_INDEX + 1))
exec npx cribsheet --shard "$shard/$AWS_BATCH_JOB_ARRAY_SIZE" --out "share-$shard"
