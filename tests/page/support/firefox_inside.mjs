// What runs inside Firefox itself, with all its rights: each function is sent there as a text, and knows nothing of this module.

/* global ChromeUtils, Ci, Components, Services */

/** In place of the window of the chooser of files: what was asked for is answered with the paths in `chooserAnswer`. */
export function answerChoosers() {
  const { FileUtils } = ChromeUtils.importESModule("resource://gre/modules/FileUtils.sys.mjs");
  const chosen = () => globalThis.chooserAnswer.map((path) => new FileUtils.File(path));
  class Chooser {
    QueryInterface = ChromeUtils.generateQI(["nsIFilePicker"]);
    addToRecentDocs = false;
    capture = 0;
    defaultExtension = "";
    defaultString = "";
    displayDirectory = null;
    displaySpecialDirectory = "";
    filterIndex = 0;
    okButtonLabel = "";

    init() {}
    appendFilter() {}
    appendFilters() {}
    appendRawFilter() {}

    isModeSupported() {
      return Promise.resolve(true);
    }

    get file() {
      return chosen()[0];
    }

    get fileURL() {
      return Services.io.newFileURI(this.file);
    }

    get files() {
      const left = chosen();
      return {
        QueryInterface: ChromeUtils.generateQI(["nsISimpleEnumerator"]),
        hasMoreElements: () => left.length > 0,
        getNext: () => left.shift(),
        [Symbol.iterator]: () => left.values(),
      };
    }

    open(answered) {
      Services.tm.dispatchToMainThread(() => answered.done(Ci.nsIFilePicker.returnOK));
    }
  }
  const factory = {
    QueryInterface: ChromeUtils.generateQI(["nsIFactory"]),
    createInstance: (kind) => new Chooser().QueryInterface(kind),
  };
  const registrar = Components.manager.QueryInterface(Ci.nsIComponentRegistrar);
  registrar.registerFactory(Services.uuid.generateUUID(), "", "@mozilla.org/filepicker;1", factory);
}

/** Listens for requests to networks that pages make (not the browser itself), and for complaints about pages. */
export function listen() {
  let asked = [];
  const observer = (subject) => {
    const channel = subject.QueryInterface(Ci.nsIChannel);
    if (!channel.loadInfo?.triggeringPrincipal.isSystemPrincipal) asked.push(channel.URI.spec);
  };
  Services.obs.addObserver(observer, "http-on-opening-request");
  const isOfPage = (message) => message instanceof Ci.nsIScriptError && /^(file|blob):/.test(message.sourceName);
  globalThis.heard = {
    requests: () => asked,
    complaints: () => Services.console.getMessageArray().filter(isOfPage).map((message) => message.errorMessage),
    clear: () => {
      asked = [];
      Services.console.reset();
    },
  };
}
