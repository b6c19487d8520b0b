/** Figures by name, added up in memory. Holds at most `most` names; what comes with a new one beyond that is lost and counted. */
export class Tally<T> {
  /** How many figures were lost since the start. */
  lost = 0;
  private figures = new Map<string, T>();

  constructor(
    private readonly most: number,
    private readonly merge: (into: T, from: T) => void,
  ) {}

  add(name: string, figure: T): void {
    const known = this.figures.get(name);
    if (known) this.merge(known, figure);
    else if (this.figures.size < this.most) this.figures.set(name, figure);
    else this.lost++;
  }

  /** Gives everything, in the order of the names, and is empty then. */
  take(): [name: string, figure: T][] {
    if (this.figures.size === 0) return [];
    const taken = [...this.figures].sort(([a], [b]) => (a < b ? -1 : 1));
    this.figures = new Map();
    return taken;
  }
}
