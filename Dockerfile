# An image with cribsheet, for an ordinary user:  docker build -t cribsheet .
#
#   docker run --rm --security-opt seccomp=unconfined --cap-drop ALL --network none \
#     --user "$(id -u):$(id -g)" -v "$PWD:/work" cribsheet cribsheet notes
#
# Docker's own filter of system calls forbids the user namespaces of which the browser's sandbox is made,
# hence `seccomp=unconfined`; examples/README.md says more.
FROM node:22-slim AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run --silent build && npm pack --ignore-scripts --silent && mv cribsheet-*.tgz /cribsheet.tgz

FROM node:22-slim
RUN --mount=type=bind,from=build,source=/cribsheet.tgz,target=/tmp/cribsheet.tgz \
    npm install --global --omit=dev --ignore-scripts --no-audit --no-fund /tmp/cribsheet.tgz && npm cache clean --force
COPY examples/aws-batch/render-share.sh examples/aws-batch/merge-shares.sh /app/
# Where the browser is unpacked at the first run, whoever that user is.
ENV CRIBSHEET_CACHE_DIR=/tmp/cribsheet
WORKDIR /work
# A number: Kubernetes cannot tell from a name that it is not root's.
USER 1000
CMD ["cribsheet", "--help"]
