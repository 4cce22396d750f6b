#!/bin/sh
# Two rooms for the proxy of nginx.conf. ADDRESS is what members open. A room that ends is started again, and goes on
# with its votes.
ADDRESS="${ADDRESS:-http://localhost:8080}"

room() {
  while :; do
    npx cribsheet present "notes/$1.md" --port "$2" --address "$ADDRESS/$1/" --json
    sleep 1
  done
}

room git 4501 &
room algebra 4502 &
wait
