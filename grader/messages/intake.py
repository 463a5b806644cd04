"""Sentences about taking a submission: why one cannot be taken, and what was left out of one that can.

This is the table of every key that ``grader.intake`` uses. Errors (``InvalidSubmission``) say what was seen and
what to do next; keys under ``intake.note`` accompany a submission that is graded. Parameters: ``name`` is a file
as it was handed in, ``filename`` the file that the exercise asks for, ``line`` a line number from 1, ``limit`` and
``limit_kib`` a cap of ``grader.intake.caps``.
"""

from __future__ import annotations

from grader.model import Text

PATHS: dict[str, Text] = {
    "intake.missing": Text(
        en="There is nothing at `{name}`. Check the spelling, and hand in `{filename}`.",
        ko="이 자리에 파일이 없어요: `{name}`. 철자를 확인하고 `{filename}` 파일을 제출해 주세요.",
    ),
    "intake.unreadable": Text(
        en="`{name}` cannot be read. Check its permissions, then hand it in again.",
        ko="읽을 수 없는 파일이에요: `{name}`. 읽기 권한을 확인하고 다시 제출해 주세요.",
    ),
    "intake.special": Text(
        en="`{name}` is neither a file nor a folder. Hand in a regular file.",
        ko="파일도 폴더도 아니에요: `{name}`. 일반 파일을 제출해 주세요.",
    ),
    "intake.link": Text(
        en="`{name}` is a symbolic link. Hand in the file itself instead.",
        ko="심볼릭 링크예요: `{name}`. 링크 대신 파일 자체를 제출해 주세요.",
    ),
    "intake.outside": Text(
        en="`{name}` points outside the folder of this submission. Replace the link by the file itself.",
        ko="제출 폴더 밖을 가리키는 링크예요: `{name}`. 링크 대신 파일 자체를 넣어 주세요.",
    ),
    "intake.unsupported": Text(
        en="`{name}` is of a kind that cannot be graded. Hand in `{filename}`, a folder or a zip that holds it, or a "
        "notebook (`.ipynb`).",
        ko="채점할 수 없는 형식이에요: `{name}`. `{filename}` 파일, 그 파일이 든 폴더나 zip, 또는 노트북(`.ipynb`)을 "
        "제출해 주세요.",
    ),
    "intake.folder_as_file": Text(
        en="`{name}` is a folder, but a file is expected there. Put your code into a file called `{filename}`.",
        ko="파일이 있어야 할 자리에 폴더가 있어요: `{name}`. `{filename}` 파일 안에 코드를 넣어 주세요.",
    ),
    "intake.main_missing": Text(
        en="There is no `{filename}` in `{name}`. Add your solution under exactly this name.",
        ko="`{name}` 안에서 `{filename}` 파일을 찾지 못했어요. 풀이를 정확히 이 이름으로 넣어 주세요.",
    ),
    "intake.main_renamed": Text(
        en="There is no `{filename}` in `{name}`, only `{found}`. Rename `{found}` to `{filename}` and hand it in "
        "again.",
        ko="`{name}` 안에 `{filename}` 파일은 없고 다른 파일만 있어요: `{found}`. 이 파일의 이름을 바꿔서 다시 제출해 "
        "주세요. 필요한 이름: `{filename}`.",
    ),
    "intake.main_unclear": Text(
        en="There is no `{filename}` among the {count} Python files in `{name}`. Give your solution this name.",
        ko="`{name}` 안에 파이썬 파일이 {count}개 있지만 `{filename}` 파일은 없어요. 풀이 파일의 이름을 바꿔 주세요.",
    ),
    "intake.two_submissions": Text(
        en="`{name}` and `{other}` are both submissions for one exercise. Keep the one that should count.",
        ko="한 과제에 제출물이 두 개예요: `{name}`, `{other}`. 채점받을 것 하나만 남겨 주세요.",
    ),
}

CONTENTS: dict[str, Text] = {
    "intake.empty": Text(
        en="`{name}` is empty. Save your solution in it and hand it in again.",
        ko="빈 파일이에요: `{name}`. 풀이를 저장한 뒤 다시 제출해 주세요.",
    ),
    "intake.too_large": Text(
        en="`{name}` is larger than {limit_kib} KiB. Remove data from the source; a solution is far smaller.",
        ko="파일이 {limit_kib} KiB보다 커요: `{name}`. 소스에 든 데이터를 지워 주세요. 풀이는 이보다 훨씬 작아요.",
    ),
    "intake.too_large_together": Text(
        en="The Python files are larger than {limit_kib} KiB together. Hand in only what `{filename}` needs.",
        ko="파이썬 파일을 모두 합치면 {limit_kib} KiB보다 커요. `{filename}` 파일에 필요한 것만 제출해 주세요.",
    ),
    "intake.too_many_files": Text(
        en="There are more than {limit} Python files. Hand in only what `{filename}` needs.",
        ko="파이썬 파일이 {limit}개보다 많아요. `{filename}` 파일에 필요한 것만 제출해 주세요.",
    ),
    "intake.too_many_entries": Text(
        en="`{name}` holds more than {limit} entries. Hand in only the folder with your solution.",
        ko="`{name}` 안의 항목이 {limit}개보다 많아요. 풀이가 든 폴더만 제출해 주세요.",
    ),
    "intake.not_utf8": Text(
        en="Line {line} of `{name}` is not UTF-8 text. Save the file in your editor with the encoding UTF-8.",
        ko="UTF-8로 읽을 수 없는 글자가 {line}번째 줄에 있어요: `{name}`. 편집기에서 인코딩을 UTF-8로 바꿔 "
        "저장해 주세요.",
    ),
    "intake.utf16": Text(
        en="`{name}` is saved as UTF-16. Save it in your editor with the encoding UTF-8.",
        ko="UTF-16으로 저장된 파일이에요: `{name}`. 편집기에서 인코딩을 UTF-8로 바꿔 저장해 주세요.",
    ),
    "intake.coding_cookie": Text(
        en="Line {line} of `{name}` declares the encoding `{encoding}`. Remove that line and save the file as UTF-8.",
        ko="`{name}` 파일의 {line}번째 줄이 다른 인코딩을 선언해요: `{encoding}`. 그 줄을 지우고 UTF-8로 저장해 "
        "주세요.",
    ),
    "intake.nul": Text(
        en="Line {line} of `{name}` holds a NUL byte, so it is no source text. Export your code as plain text again.",
        ko="`{name}` 파일의 {line}번째 줄에 NUL 바이트가 있어서 소스로 읽을 수 없어요. 코드를 일반 텍스트로 다시 "
        "저장해 주세요.",
    ),
    "intake.bidi": Text(
        en="Line {line} of `{name}` holds the invisible character {code}, which makes code look different from what it "
        "does. Delete it.",
        ko="`{name}` 파일의 {line}번째 줄에 코드를 실제와 다르게 보이게 하는 보이지 않는 문자가 있어요({code}). 그 "
        "문자를 지워 주세요.",
    ),
}

ARCHIVE: dict[str, Text] = {
    "intake.archive_invalid": Text(
        en="`{name}` is not a zip file that can be read. Create the zip again and check that it opens.",
        ko="읽을 수 없는 zip 파일이에요: `{name}`. zip을 다시 만들고 잘 열리는지 확인해 주세요.",
    ),
    "intake.archive_encrypted": Text(
        en="`{name}` is protected with a password. Create the zip again without one.",
        ko="암호가 걸려 있어요: `{name}`. 암호 없이 zip을 다시 만들어 주세요.",
    ),
    "intake.archive_method": Text(
        en="`{name}` is compressed in an unusual way. Create the zip again with the usual method (deflate).",
        ko="흔하지 않은 방식으로 압축되어 있어요: `{name}`. 일반적인 방식(deflate)으로 zip을 다시 만들어 주세요.",
    ),
    "intake.archive_bomb": Text(
        en="`{name}` would unpack to an enormous size. Zip only your source files.",
        ko="압축을 풀면 지나치게 커져요: `{name}`. 소스 파일만 압축해 주세요.",
    ),
    "intake.archive_parent": Text(
        en="The zip holds the path `{name}`, which leaves its folder (`..`). Zip the folder itself, without such "
        "paths.",
        ko="zip 안에 폴더를 벗어나는 경로(`..`)가 있어요: `{name}`. 이런 경로 없이 폴더를 그대로 압축해 주세요.",
    ),
    "intake.archive_absolute": Text(
        en="The zip holds the absolute path `{name}`. Zip the folder itself, so that paths are relative.",
        ko="zip 안에 절대 경로가 있어요: `{name}`. 상대 경로가 되도록 폴더를 그대로 압축해 주세요.",
    ),
    "intake.archive_backslash": Text(
        en="The zip holds the path `{name}` with a backslash or a drive letter. Create it with another program.",
        ko="zip 안에 역슬래시나 드라이브 문자가 든 경로가 있어요: `{name}`. 다른 압축 프로그램으로 다시 만들어 주세요.",
    ),
    "intake.archive_control": Text(
        en="The zip holds a path with invisible or undecodable characters: `{name}`. Rename that file.",
        ko="zip 안에 보이지 않거나 읽을 수 없는 글자가 든 경로가 있어요: `{name}`. 그 파일의 이름을 바꿔 주세요.",
    ),
    "intake.archive_reserved": Text(
        en="The zip holds `{name}`, a name that some systems reserve or cannot store. Rename that file.",
        ko="zip 안에 일부 시스템이 쓰지 못하는 이름이 있어요: `{name}`. 그 파일의 이름을 바꿔 주세요.",
    ),
    "intake.archive_twice": Text(
        en="The zip holds `{name}` more than once (capitals set aside). Keep one of them.",
        ko="zip 안에 같은 이름이 두 번 이상 있어요(대소문자는 구별하지 않아요): `{name}`. 하나만 남겨 주세요.",
    ),
    "intake.archive_link": Text(
        en="The zip holds the symbolic link `{name}`. Replace it by the file itself.",
        ko="zip 안에 심볼릭 링크가 있어요: `{name}`. 링크 대신 파일 자체를 넣어 주세요.",
    ),
    "intake.archive_special": Text(
        en="The zip holds `{name}`, which is no regular file. Zip only your source files.",
        ko="zip 안에 일반 파일이 아닌 항목이 있어요: `{name}`. 소스 파일만 압축해 주세요.",
    ),
}

NOTEBOOK: dict[str, Text] = {
    "intake.notebook_invalid": Text(
        en="`{name}` is not a notebook that can be read. Open it in Jupyter, save it, and hand it in again.",
        ko="읽을 수 없는 노트북이에요: `{name}`. Jupyter에서 열어 저장한 뒤 다시 제출해 주세요.",
    ),
    "intake.notebook_version": Text(
        en="`{name}` is not in notebook format 4. Open it in a current Jupyter, save it, and hand it in again.",
        ko="노트북 형식이 버전 4가 아니에요: `{name}`. 최신 Jupyter에서 열어 저장한 뒤 다시 제출해 주세요.",
    ),
    "intake.notebook_too_large": Text(
        en="`{name}` is too large. Clear all outputs (at most {limit_kib} KiB), save it, and hand it in again.",
        ko="노트북이 너무 커요: `{name}`. 출력을 모두 지우고({limit_kib} KiB까지) 저장한 뒤 다시 제출해 주세요.",
    ),
    "intake.notebook_empty": Text(
        en="`{name}` has no code cell with Python in it. Put your functions into code cells.",
        ko="파이썬 코드가 든 코드 셀이 없는 노트북이에요: `{name}`. 함수를 코드 셀에 넣어 주세요.",
    ),
}

GIT: dict[str, Text] = {
    "intake.git_repository": Text(
        en="`{name}` is not a git repository that can be read. Check the path.",
        ko="읽을 수 있는 git 저장소가 아니에요: `{name}`. 경로를 확인해 주세요.",
    ),
    "intake.git_ref": Text(
        en="The repository has no commit called `{name}`. Push it, or check the spelling of the branch or tag.",
        ko="저장소에 이런 커밋이 없어요: `{name}`. 푸시했는지, 브랜치나 태그의 철자가 맞는지 확인해 주세요.",
    ),
    "intake.git_folder": Text(
        en="The commit has no folder `{name}`. Commit your solution there and push it.",
        ko="커밋에 이런 폴더가 없어요: `{name}`. 그 폴더에 풀이를 커밋하고 푸시해 주세요.",
    ),
}

NOTES: dict[str, Text] = {
    "intake.note.renamed": Text(
        en="`{name}` was taken as `{filename}`.",
        ko="`{filename}` 대신 이 파일을 채점했어요: `{name}`.",
    ),
    "intake.note.ignored": Text(
        en="Left out, because only Python files beside `{filename}` are taken ({count}): {names}.",
        ko="`{filename}` 옆의 파이썬 파일만 받기 때문에 제외했어요({count}개): {names}.",
    ),
    "intake.note.shadows": Text(
        en="`{name}` was left out, because a module of this name exists already. Rename it if your code needs it.",
        ko="같은 이름의 모듈이 이미 있어서 제외했어요: `{name}`. 코드에 필요하다면 이름을 바꿔 주세요.",
    ),
    "intake.note.notebook_cells": Text(
        en="{count} code cells of `{name}` were joined. Only imports, definitions and constants are graded.",
        ko="`{name}` 노트북의 코드 셀 {count}개를 합쳤어요. import, 정의, 상수만 채점해요.",
    ),
    "intake.note.notebook_commands": Text(
        en="Notebook commands (`%`, `!`, `?`) were left out: {count} lines.",
        ko="노트북 명령(`%`, `!`, `?`)은 제외했어요: {count}줄.",
    ),
    "intake.note.notebook_magic_cells": Text(
        en="Cells that begin with `%%` were left out: {count}. Code that should be graded belongs into a plain cell.",
        ko="`%%` 명령으로 시작하는 셀은 제외했어요: {count}개. 채점받을 코드는 일반 셀에 넣어 주세요.",
    ),
}

INTAKE: dict[str, Text] = PATHS | CONTENTS | ARCHIVE | NOTEBOOK | GIT | NOTES
