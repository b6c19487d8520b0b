/** Figures by name, added up in memory. Holds at most `most` names; what comes with a new one beyond that is lost and counted. */
export class Tally<T> {
  /** How many figures were lost since the start. */
  lost = 0;
  private figures = new Map<string, T>();

  constructor(
    private readonly most: number,
    private readonly merge: (into: T, from: T) => void,
  ) {}

  /** Gives what is held under this name from now on; undefined when the figure was lost. */
  add(name: string, figure: T): T | undefined {
    const known = this.figures.get(name);
    if (known) {
      this.merge(known, figure);
      return known;
    }
    if (this.figures.size < this.most) {
      this.figures.set(name, figure);
      return figure;
    }
    this.lost++;
    return undefined;
  }

  /** Gives everything, in the order of the names, and is empty then. */
  take(): [name: string, figure: T][] {
    if (this.figures.size === 0) return [];
    const taken = [...this.figures].sort(([a], [b]) => (a < b ? -1 : 1));
    this.figures = new Map();
    return taken;
  }
}
