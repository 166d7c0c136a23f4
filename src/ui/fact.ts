/** A row of a FactSet. */
export type Fact = { title: string; value: string };
