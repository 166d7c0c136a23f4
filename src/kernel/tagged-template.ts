type Resource = { tags?: unknown; [member: string]: unknown };

/** Adds tags to all resources of a template, beside their own. Tags given by an expression stay as they are. */
export function taggedTemplate(
  template: Record<string, unknown>,
  tags: Record<string, string>,
): Record<string, unknown> {
  const { resources } = template;
  if (!Array.isArray(resources)) return template;
  return { ...template, resources: resources.map((resource: Resource) => tagged(resource, tags)) };
}

function tagged(resource: Resource, tags: Record<string, string>): Resource {
  const own = resource.tags ?? {};
  return typeof own === 'object' ? { ...resource, tags: { ...own, ...tags } } : resource;
}
