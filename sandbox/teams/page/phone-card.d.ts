export function phoneCard<Node>(node: Node, device: string | undefined, behaviour: Record<string, boolean>): Node;
export function isDeadOn(
  device: string | undefined,
  behaviour: Record<string, boolean>,
  type: string,
  takesInputs: boolean,
): boolean;
