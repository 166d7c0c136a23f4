import { registerHooks } from 'node:module';

// Replaces the Dutch folder with one made from the English one, in this process or one started with --import of this
// file.
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    if (!found.url.endsWith('/src/i18n/nl/index.ts')) return found;
    return { ...found, url: new URL('pseudo-folder.ts', import.meta.url).href };
  },
});
