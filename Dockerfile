# The slim image has a shell and no compiler; nothing here needs one, as no package runs an install script.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Optional packages bring a Node of their own, for machines with an older one.
RUN npm ci --omit=dev --omit=optional && npm cache clean --force
# Half of what is installed is never loaded: source maps, types, and builds for browsers and phones.
RUN find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete \
  && find node_modules/@azure node_modules/@typespec -type d \( -path '*/dist/browser' -o -path '*/dist/react-native' \) \
    -prune -exec rm -rf {} + \
  # What the archived packages bring for models and browsers, and nothing here loads: a start and a restore were traced.
  && rm -rf node_modules/gpt-tokenizer node_modules/openai node_modules/csv-* node_modules/stream-transform \
    node_modules/@azure/msal-browser
# Node would take the types out of each source at every start.
COPY tools/image ./tools/image
COPY src ./src
RUN node tools/image/erase-types.mjs src

FROM node:24-slim
LABEL org.opencontainers.image.title="Strongroom" \
  org.opencontainers.image.description="A Microsoft Teams bot that backs up and restores encrypted Azure virtual machines." \
  org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production DATA_DIR=/data NODE_OPTIONS="--import /app/tools/image/types-erased.mjs"
WORKDIR /app
# Only the embedded database writes, and only here: the rest of the file system may be read-only.
RUN mkdir /data && chown node:node /data
VOLUME /data
COPY --from=packages /app/node_modules ./node_modules
COPY --from=packages /app/tools ./tools
COPY --from=packages /app/src ./src
COPY package.json LICENSE ./
COPY cards ./cards
# By number: Kubernetes' runAsNonRoot knows no names.
USER 1000:1000
EXPOSE 3978 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.OPS_PORT || 9464}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Without --liftoff-only, optimising the embedded database's WebAssembly takes 600 MB more for a moment. The young generation
# is held to 16 MB a half: left alone it grows all day, to 100 MB that nothing needs.
CMD ["node", "--liftoff-only", "--max-semi-space-size=16", "src/main.ts"]
