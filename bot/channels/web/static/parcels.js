// @ts-check
/**
 * Files that are on their way, kept by the browser until the server has them: a page that was closed goes on with them
 * when it is opened again. Where the browser keeps nothing, a file lasts as long as its page.
 *
 * @typedef {{ id: string, address: string, at: number, file: File }} Parcel
 */
const NAME = "shenbao";
const STORE = "parcels";

export class Parcels {
  /** @param {string} address whose files these are: several people may share a computer */
  constructor(address) {
    this.address = address;
    this.opened = open();
  }

  /**
   * @param {string} id
   * @param {File} file
   * @returns {Promise<boolean>} whether the browser keeps it
   */
  async keep(id, file) {
    const parcel = { id, address: this.address, at: Date.now(), file };
    return (await this.ask("readwrite", (store) => store.put(parcel))) !== undefined;
  }

  /** @param {string} id */
  async drop(id) {
    await this.ask("readwrite", (store) => store.delete(id));
  }

  /** @param {string} id */
  async has(id) {
    return (await this.ask("readonly", (store) => store.count(id))) === 1;
  }

  /** What waits, in the order in which it was chosen. @returns {Promise<Parcel[]>} */
  async all() {
    const found = (await this.ask("readonly", (store) => store.getAll())) || [];
    const own = found.filter((/** @type {Parcel} */ each) => each.address === this.address);
    return own.sort((/** @type {Parcel} */ one, /** @type {Parcel} */ other) => one.at - other.at);
  }

  /**
   * @param {IDBTransactionMode} mode
   * @param {(store: IDBObjectStore) => IDBRequest} question
   * @returns {Promise<any>} nothing where the browser keeps nothing
   */
  async ask(mode, question) {
    const database = await this.opened;
    if (!database) return undefined;
    return new Promise((resolve) => {
      try {
        const transaction = database.transaction(STORE, mode);
        const request = question(transaction.objectStore(STORE));
        transaction.oncomplete = () => resolve(request.result === undefined ? null : request.result);
        transaction.onabort = () => resolve(undefined); // no room, or a page of private browsing
      } catch {
        resolve(undefined);
      }
    });
  }
}

/**
 * Work on a file in one tab of the browser; the others wait until that one is done, or was closed.
 *
 * @param {string} id
 * @param {() => Promise<void>} work
 */
export function alone(id, work) {
  if (navigator.locks) void navigator.locks.request("shenbao:parcel:" + id, work);
  else void work();
}

/** @returns {Promise<IDBDatabase | null>} */
function open() {
  return new Promise((resolve) => {
    try {
      const request = window.indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
}
