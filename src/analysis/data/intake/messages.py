"""What `study add` and `study new` say, in both languages."""

from analysis.words import Words

ADD = Words(
    "받은 파일(CSV, TSV, xlsx, xls, ods)을 한 판에 넣는다. 잘못이 있는 파일은 모든 잘못을 알리고 받지 않는다.",
    "Take files (CSV, TSV, xlsx, xls, ods) into an edition. A file with faults is refused, with all of them told.",
)
FILES = Words("받은 파일. 여러 개를 쓸 수 있다.", "The files, one or more.")
INTO = Words("파일을 넣을 판(YYYY-MM). 없으면 새로 만든다.", "The edition, YYYY-MM; made where it is not there yet.")
TABLE = Words("파일에 든 표의 이름. 스스로 알아내지 못할 때 쓴다.", "The table in the files, where it can't be told.")
ACCEPT = Words(
    "이 번호의 특이한 점을 까닭과 함께 받아들인다. 여러 번 쓸 수 있다.",
    "Let oddities of this number through, for a reason that is kept; may be repeated.",
)
NEW = Words(
    "새 달을 시작한다: 채워서 study add로 되돌려 줄 빈 표를 만든다.",
    "Start a month: make empty tables, to be filled in and taken back with study add.",
)
MONTH = Words("새 달(YYYY-MM).", "The month, YYYY-MM.")

BAD_EDITION = Words("판 '{}': YYYY-MM 꼴이 아니다. 예: 2020-10", "{!r} is no edition; it should be like 2020-10.")
NO_FILE = Words("파일이 없다: {}", "There is no file {}.")
BAD_ACCEPT = Words(
    "--accept {}: '번호:까닭' 꼴이 아니다. 예: --accept E134:휴일에는 집계하지 않음",
    "--accept {}: this is not of the form CODE:REASON, such as --accept E134:not counted on holidays",
)
NO_ODDITY = Words(
    "--accept {}: 받아들일 수 있는 번호가 아니다. 받아들일 수 있는 번호: {}",
    "--accept {}: this can't be let through; what can be: {}",
)
STARTED = Words("{}은 이미 시작한 달이다: {}", "{} has been started already: {}")
NO_CONTRACT = Words(
    "판이 하나도 없어 어느 표인지 알 수 없다: 계약(datapackage.json)이 있는 판이 먼저 있어야 한다.",
    "There is no edition, and so no contract (datapackage.json) by which a table can be told.",
)

TAKEN = Words("✓ {file} → {edition}판 {table}({title})", "✓ {file} → {edition}, {table} ({title})")
SHEET = Words("시트 '{}'", "sheet '{}'")
REFUSED = Words(
    "✗ {file}: 받지 않았다. 바뀐 것은 없다. 잘못 {count}건({codes}):",
    "✗ {file}: refused, nothing was changed. Faults: {count} ({codes}):",
)
MORE = Words("    … {code} 같은 잘못 {count}건 더", "    … {count} more of {code}")
UNSURE = Words(
    "✗ {file}: 어느 표인지 확실하지 않다. --table로 정한다: {candidates}",
    "✗ {file}: it can't be told which table this is. Say so with --table: {candidates}",
)
NOT_NEEDED = Words("--accept {}: 그런 점이 없어 쓰지 않았다.", "--accept {}: not needed; there was no such oddity.")
CHECK_NEXT = Words("다음: study check {0}, 그리고 study run {0}", "Next: study check {0}, then study run {0}")
MADE = Words(
    "{edition}의 빈 표 {count}개를 만들었다: {folder}\n채운 뒤: study add 파일 --edition {edition}",
    "Empty tables for {edition}: {count}, in {folder}\nOnce filled in: study add FILE --edition {edition}",
)

ENCODING = Words("글자 {encoding}, 머리행 {rows}행", "encoding {encoding}, header in line {rows}")
SHAPE = Words("형식: {}", "form: {}")
TIMES = Words("{code} {title} {count}건", "{code} {title}: {count}")
CUMULATIVE = Words("{}(누계)", "{} (running total)")
COLUMNS = Words("열: {}", "columns: {}")
DROPPED_COLUMNS = Words("쓰지 않은 열 {count}개: {columns}", "columns not used ({count}): {columns}")
UNIT = Words(
    "단위: '{column}' 열 × {factor} = {unit}",
    "unit: column '{column}' × {factor} = {unit}",
)
REWRITTEN = Words("바꾸어 적은 값({field}): {examples}", "written otherwise ({field}): {examples}")
MARKED = Words("주석 표시를 뗀 값({field}): {examples}", "note marks taken off ({field}): {examples}")
DROPPED_ROW = Words("뺀 행: {line}행 {text} ({why})", "left out: line {line} {text} ({why})")
FILLED_DOWN = Words("병합된 칸 {}개를 위의 값으로 채움", "{} merged cells filled from above")
ROWS = Words("행 {}개", "rows: {}")
SPAN = Words("{}부터 {}까지", "{} to {}")
LINES = {
    "file": Words("line은 받은 파일의 행 번호", "line counts the lines of the file"),
    "source": Words("line은 파일에 적힌 원문 줄", "line is the source's, as the file gives it"),
}
AS_OF = Words("기준: {}", "as of {}")
NEW_VALUE = Words(
    "새 범주({field}): {name} → {slug}. 계약에 더했으니 영어 이름을 고친다.",
    "new category ({field}): {name} → {slug}, added to the contract; mend its English name there",
)
WIDENED = Words("소수가 있어 숫자 열로 바꿈: {}", "now with decimals: {}")
JOINED = Words(
    "{edition}판에 있던 표와 합침: 겹치는 행 {count}개",
    "joined with the table that {edition} had: {count} rows in both",
)
KNOWN = Words(
    "앞판에 있던 행 {count}개, 그 가운데 값이 달라진 것 {revised}개",
    "{count} rows were known before, {revised} values of them differ",
)
REVISED = Words("    {key} {field}: {before} → {after}", "    {key} {field}: {before} → {after}")
GAP = Words("앞판의 마지막 {} 다음이 비고 {}부터 시작함", "nothing between {}, the last known, and {}")
DISAGREES = Words(
    "{key}({line}행): 수록된 수 {printed}, 누계의 차 {difference}. 그날 발표한 수를 취함(누계에는 뒤의 정정이 섞인다)",
    "{key} (line {line}): printed {printed}, difference of the running totals {difference}; the printed count is "
    "taken, as the totals hold later corrections too",
)
NEARLY = Words(
    "마지막 자리가 어긋남 {line}행 {field}: 수록값 {printed}, 계산값 {sum}. 그대로 받고 감사에 남긴다",
    "out by the last digit, line {line} {field}: printed {printed}, computed {sum}; kept as printed, for the audit",
)
MISSING = Words(
    "앞판에 있던 행이 없다: {}. study check가 묻는다. 그대로 맞으면 --accept E138:까닭 을 붙여 다시 받는다",
    "rows that the edition before had are missing: {}. study check will ask; if it is right so, take the file in again "
    "with --accept E138:REASON",
)
UNENDED = Words(
    "마지막 줄이 줄바꿈 없이 끝난다: 끝까지 받은 파일인지 확인한다",
    "the last line has no end: see whether the file is whole",
)
ACCEPTED = Words("받아들임 {code}({title}) {count}건: {reason}", "let through {code} ({title}), {count}: {reason}")
LEFT_OUT = Words("표가 아니어서 쓰지 않은 시트: {}", "sheets not used, as they are no table of the study: {}")
KEPT = Words("원본: {}", "original: {}")

WHY = {
    "note": Words("주석", "a note"),
    "header": Words("되풀이된 머리행", "the header again"),
    "total": Words("표에 없는 합계", "a total that the table does not keep"),
    "empty": Words("값 없음", "no value"),
}
