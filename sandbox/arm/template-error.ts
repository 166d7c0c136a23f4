/** What Resource Manager says to a template that it cannot make sense of. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
