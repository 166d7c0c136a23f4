# The slim image has a shell and no compiler; nothing here needs one, as no package runs an install script.
FROM node:24-slim AS bundle
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The bundler is among the tools of development; none of them reaches the image.
RUN npm ci && npm cache clean --force
COPY tools/image ./tools/image
COPY src ./src
# Of the packages what is loaded, with their licences: a start would look for 4,800 files, and keep the text of each.
RUN node tools/image/bundle.mjs /bundle

FROM node:24-slim
LABEL org.opencontainers.image.title="Strongroom" \
  org.opencontainers.image.description="A Microsoft Teams bot that backs up and restores encrypted Azure virtual machines." \
  org.opencontainers.image.licenses="MIT"
# In one file with ours, what packages do that is deprecated would be told of at each start.
ENV NODE_ENV=production DATA_DIR=/data NODE_OPTIONS="--no-deprecation --import /app/tools/image/types-erased.mjs --import /app/tools/image/source-maps.mjs"
WORKDIR /app
# Only the embedded database writes, and only here: the rest of the file system may be read-only.
RUN mkdir /data && chown node:node /data
VOLUME /data
COPY --from=bundle /bundle ./
COPY tools/image/types-erased.mjs tools/image/source-maps.mjs ./tools/image/
COPY package.json LICENSE ./
COPY cards ./cards
COPY sentences/model.bin ./sentences/
# By number: Kubernetes' runAsNonRoot knows no names.
USER 1000:1000
EXPOSE 3978 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.OPS_PORT || 9464}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Without --liftoff-only, optimising the embedded database's WebAssembly takes 600 MB more for a moment. The young generation
# is held to 16 MB a half: left alone it grows all day, to 100 MB that nothing needs.
CMD ["node", "--liftoff-only", "--max-semi-space-size=16", "src/app/main.ts"]
