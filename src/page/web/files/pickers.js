// The two file choosers of the page and the buttons that open them.

import { button } from "../dom.js";
import { hiddenInput, placed } from "./chosen.js";

/** Choosers that outlive the screens, so that an answer never gets lost. `take` gets placed files. */
export class Pickers {
  constructor(take) {
    const placedAll = (files) => files.length > 0 && take(files.map((file) => placed(file)));
    this.folder = hiddenInput({ folder: true }, placedAll);
    this.files = hiddenInput({ multiple: true }, placedAll);
    document.body.append(this.folder, this.files);
  }

  /** The buttons, folder first. `kinds`: how they look. */
  buttons(folderKind, filesKind) {
    // A browser without folders (on a telephone) has files alone.
    const folders = "webkitdirectory" in this.folder && !/\b(iPhone|iPad|Android)\b/.test(navigator.userAgent);
    return [
      folders ? button("Choose a folder", folderKind, () => this.folder.click()) : null,
      button("Choose files", folders ? filesKind : folderKind, () => this.files.click()),
    ];
  }
}
