# The image of web and worker processes: the same for both, PARLEY_ROLES says which it is.
FROM node:20-bookworm-slim AS build
WORKDIR /parley
COPY . .
RUN npm ci && npm run build && npm prune --omit=dev

FROM node:20-bookworm-slim
ENV NODE_ENV=production PARLEY_HOST=0.0.0.0 PARLEY_DATA_DIR=/data
WORKDIR /parley
COPY --from=build --chown=node:node /parley ./
RUN install -d -o node -g node /data
USER node
EXPOSE 3000
# Signals go to Node itself: it drains on SIGTERM.
CMD ["node", "server/dist/bundle/main.js"]
