import { registerHooks } from 'node:module';

// In this process, or one that is started with --import of this file, the Dutch folder is one made from the English one.
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    if (!found.url.endsWith('/src/i18n/nl/index.ts')) return found;
    return { ...found, url: new URL('pseudo-folder.ts', import.meta.url).href };
  },
});
