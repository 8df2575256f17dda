// @ts-check
/** What part of the conversation is in sight. Who reads further up is told of news, not moved to it. */

const NEAR_PX = 120;

export class Screen {
  /**
   * @param {HTMLElement} scroller
   * @param {HTMLElement} newer the button that leads to the end
   * @param {() => void} onTop the beginning of what is loaded has come into sight
   */
  constructor(scroller, newer, onTop) {
    this.scroller = scroller;
    this.newer = newer;
    this.following = true;
    scroller.addEventListener("scroll", () => {
      this.look();
      if (scroller.scrollTop < NEAR_PX) onTop();
    });
    newer.addEventListener("click", () => this.toEnd());
    if (window.visualViewport) window.visualViewport.addEventListener("resize", () => this.fit());
    if (window.ResizeObserver) new window.ResizeObserver(() => this.stay()).observe(scroller);
  }

  get atEnd() {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < NEAR_PX;
  }

  look() {
    this.following = this.atEnd;
    this.newer.hidden = this.following;
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** To the end, but not so far that the first new message leaves the screen. @param {HTMLElement} first */
  showFrom(first) {
    const top = first.offsetTop - this.scroller.offsetTop - 8;
    this.scroller.scrollTop = Math.min(top, this.scroller.scrollHeight - this.scroller.clientHeight);
  }

  /** Put something in above what is read, which stays where it is. @param {() => void} insert */
  above(insert) {
    const fromEnd = this.scroller.scrollHeight - this.scroller.scrollTop;
    insert();
    this.scroller.scrollTop = this.scroller.scrollHeight - fromEnd;
  }

  /** The keyboard of a phone covers the page's lower half: stay above it. Who has zoomed in is left alone. */
  fit() {
    const view = window.visualViewport;
    if (!view || view.scale > 1.01) return;
    document.body.style.height = view.height + "px";
    window.scrollTo(0, 0);
    const focused = document.activeElement;
    const within = focused !== null && focused !== this.scroller && this.scroller.contains(focused);
    if (within) focused.scrollIntoView({ block: "nearest" });
    else this.stay();
  }

  /** Whatever takes room from the messages (the box grows, a keyboard opens), the last one stays in sight. */
  stay() {
    if (this.following) this.toEnd();
  }
}
