/** Merges figures of the same name, in memory. Holds at most `most` names; figures with further names are lost, and their number counted. */
export class Tally<T> {
  /** How many figures were lost since the start. */
  lost = 0;
  private figures = new Map<string, T>();

  constructor(
    private readonly most: number,
    private readonly merge: (into: T, from: T) => void,
  ) {}

  /** Gives the figure that is held under this name now; undefined when this one was lost. */
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

  /** Removes and gives everything, sorted by name. */
  take(): [name: string, figure: T][] {
    if (this.figures.size === 0) return [];
    const taken = [...this.figures].sort(([a], [b]) => (a < b ? -1 : 1));
    this.figures = new Map();
    return taken;
  }
}
