"""The numbered faults for which a file is refused: what each asks for and what to do, in both languages."""

from dataclasses import dataclass

from analysis.words import Words


@dataclass(frozen=True)
class Code:
    """One kind of fault; an `oddity` can be let through with --accept CODE:REASON.

    One that is only `told` lets the file in; `study check` then asks for the reason.
    """

    title: Words
    expected: Words
    advice: Words
    oddity: bool = False
    told: bool = False


_MEND_CELL = Words("받은 파일에서 그 칸을 고친다.", "Mend that cell in the file.")
_ASK_OFFICE = Words("파일을 보낸 부서에 확인한다.", "Ask the office that sent the file.")

CODES: dict[str, Code] = {
    "E100": Code(
        Words("머리행의 세 번째 줄", "a third row of the header"),
        Words("한두 줄의 머리행(머리행이 이 줄까지 이어진다)", "a header of one or two rows (it goes on in this line)"),
        Words("머리행을 한 줄로 합친다.", "Put the header into one row."),
    ),
    "E101": Code(
        Words("깨진 글자", "broken bytes"),
        Words("{encoding} 글자", "text in {encoding}"),
        Words("원본을 다시 받거나 UTF-8로 다시 저장한다.", "Get the file again, or save it again as UTF-8."),
    ),
    "E102": Code(
        Words("표가 아닌 파일", "not a table"),
        Words("CSV, TSV, xlsx, xls, ods 파일", "a file of the kind CSV, TSV, xlsx, xls or ods"),
        Words(
            "스프레드시트로 열어 xlsx나 CSV로 저장한다(암호는 푼다).",
            "Open it in a spreadsheet and save it as xlsx or CSV, without a password.",
        ),
    ),
    "E103": Code(
        Words("빈 파일", "an empty file"),
        Words("머리행과 그 아래의 값", "a header and values below it"),
        Words("채운 파일인지 확인한다.", "See whether this is the file that was filled in."),
    ),
    "E104": Code(
        Words("닫히지 않은 따옴표", "a quote that does not close"),
        Words("따옴표가 짝을 이루는 CSV", "a CSV whose quotes come in pairs"),
        Words("그 행의 따옴표를 고친다.", "Mend the quotes of that row."),
    ),
    "E105": Code(
        Words("지나치게 큰 파일", "a file that asks for too much"),
        Words("{limit} 안에서 읽히는 파일", "a file that is read within {limit}"),
        Words(
            "멀리 떨어진 칸이나 되풀이된 빈 칸을 지우고, 표만 새 파일에 옮겨 저장한다.",
            "Remove cells far out or blank ones repeated, and save the table alone in a new file.",
        ),
    ),
    "E106": Code(
        Words("열 수 없는 파일", "a file that is not opened"),
        Words("보통 파일(찾은 것: {kind})", "an ordinary file that can be read (this is: {kind})"),
        Words("파일 그 자체를 넣는다.", "Put the file itself in its place."),
    ),
    "E107": Code(
        Words("암호로 잠긴 파일", "a file locked by a password"),
        Words("암호가 없는 파일", "a file without a password"),
        Words("암호를 풀어 다시 저장한다.", "Take the password off and save it again."),
    ),
    "E108": Code(
        Words("끝이 잘린 파일", "a file that is cut"),
        Words("끝까지 있는 파일", "a file that is whole"),
        Words("원본을 다시 받는다.", "Get the file again."),
    ),
    "E109": Code(
        Words("읽다가 멈춘 파일", "a file at which the program stopped"),
        Words("프로그램이 읽을 수 있는 표", "a table that the program can read"),
        Words(
            "프로그램의 잘못일 수 있다. 표만 새 CSV로 저장하고, 이 파일을 개발자에게 알린다.",
            "This may be an error of the program: save the table alone as a CSV, and tell the developers.",
        ),
    ),
    "E110": Code(
        Words("알 수 없는 표", "a table that can't be told"),
        Words("이 연구의 표{nearest}", "a table of the study{nearest}"),
        Words(
            "그 표이면 빠진 열을 넣고, 열 이름이 다르면 양식(study new)과 같게 고친다.",
            "If it is one of these, add the columns, or name them as the template (study new) does.",
        ),
    ),
    "E111": Code(
        Words("표가 없는 파일", "a file without the table"),
        Words("{table} 표의 머리행: {columns}", "the header of {table}: {columns}"),
        Words("시트와 --table의 이름을 확인한다.", "See whether the sheet and the name after --table are right."),
    ),
    "E112": Code(
        Words("빠진 열", "a missing column"),
        Words("열 '{name}'", "a column '{name}'"),
        Words("그 열을 넣거나 열 이름을 양식과 같게 고친다.", "Add the column, or name it as the template does."),
    ),
    "E113": Code(
        Words("같은 뜻의 두 열", "two columns for one"),
        Words("'{name}'에 해당하는 열 하나", "one column for '{name}'"),
        Words("두 열 가운데 하나를 지우거나 이름을 고친다.", "Take one of the two away or rename it."),
    ),
    "E114": Code(
        Words("모르는 열", "an unknown column"),
        Words("계약에 있는 열 이름", "the name of a column of the contract"),
        Words("열을 지우거나 이름을 고친다.", "Take the column away or rename it."),
        oddity=True,
    ),
    "E115": Code(
        Words("맞지 않는 단위", "a unit that does not fit"),
        Words("단위 {unit}, 또는 여기로 환산되는 단위", "a unit that can be turned into {unit}"),
        Words("단위를 확인하여 고친다.", "See what the unit is, and mend it."),
    ),
    "E116": Code(
        Words("같은 표의 두 시트", "two sheets for one table"),
        Words("표 {table}의 시트 하나", "one sheet for {table}"),
        Words("두 시트를 하나로 합친다.", "Put the two sheets together."),
    ),
    "E117": Code(
        Words("읽을 수 없는 키", "keys that can't be read"),
        Words("열 이름은 {table} 표와 맞는다. 키는 {expected}", "headings of {table} as here, and as keys {expected}"),
        Words("키를 양식(study new)과 같게 적는다: {form}", "Write the keys as the template (study new) does: {form}"),
    ),
    "E118": Code(
        Words("한 시트의 두 표", "two tables on one sheet"),
        Words("표 하나(제목 '{title}' 아래에 머리행이 또 있다)", "one table (below '{title}' there is a header again)"),
        Words("표마다 파일이나 시트를 나눈다.", "Give each table a file or sheet of its own."),
    ),
    "E119": Code(
        Words("두 가지 단위", "two units for one column"),
        Words("단위 하나(찾은 것: {names})", "one unit (found: {names})"),
        Words("그 열의 머리행에 단위를 적는다.", "Write the unit into the column's heading."),
    ),
    "E120": Code(Words("숫자가 아닌 값", "not a number"), Words("{expected}", "{expected}"), _MEND_CELL),
    "E121": Code(
        Words("날짜가 아닌 값", "not a date"),
        Words("{expected}", "{expected}"),
        Words(
            "그 칸을 글자로 {form}처럼 적는다.",
            "Write that cell as text, such as {form}.",
        ),
    ),
    "E122": Code(
        Words("빈칸", "an empty cell"),
        Words("값", "a value"),
        Words("값을 적는다. 행 전체가 비었으면 행을 지운다.", "Fill it in, or remove a row that has no value."),
    ),
    "E123": Code(Words("정수가 아닌 값", "not a whole number"), Words("{expected}", "{expected}"), _MEND_CELL),
    "E124": Code(Words("형식이 다른 값", "text of another form"), Words("{expected}", "{expected}"), _MEND_CELL),
    "E125": Code(
        Words("오류 값", "an error of the spreadsheet"),
        Words("값(수식이 실패한 칸이다)", "a value (a formula failed here)"),
        Words("스프레드시트에서 수식을 고치거나 값을 적는다.", "Mend the formula, or write the value."),
    ),
    "E126": Code(
        Words("계산되지 않은 수식", "a formula without its value"),
        Words("수식과 함께 저장된 값", "a value stored with the formula"),
        Words("스프레드시트로 한 번 열어 다시 저장한다.", "Open the file once in a spreadsheet and save it."),
    ),
    "E127": Code(
        Words("숫자와 가를 수 없는 주석 표시", "a note mark that can't be told from the number"),
        Words("{readings}", "{readings}"),
        Words("주석 표시를 그 칸에서 뺀다.", "Take the note mark out of the cell."),
    ),
    "E128": Code(
        Words("비율로 적은 퍼센트", "a per cent given as a fraction"),
        Words("{sum} % ({statement})", "{sum} % ({statement})"),
        Words("그 열을 퍼센트로 적는다.", "Write the column in per cent."),
        oddity=True,
    ),
    "E129": Code(
        Words("두 가지로 읽히는 날짜", "a date of two readings"),
        Words("{first} 또는 {second} 가운데 하나", "either {first} or {second}"),
        Words("그 칸을 글자로 {form}처럼 연도까지 다 적는다.", "Write that cell whole and as text, such as {form}."),
    ),
    "E130": Code(
        Words("범위를 벗어난 값", "a value out of range"),
        Words("{expected}", "{expected}"),
        _MEND_CELL,
        oddity=True,
    ),
    "E131": Code(
        Words("새 범주", "a new category"),
        Words("{known} 가운데 하나", "one of {known}"),
        Words("이름을 고친다.", "Mend the name."),
        oddity=True,
    ),
    "E132": Code(
        Words("두 번 나온 행", "a row that stands twice"),
        Words("한 번만 나오는 키(먼저 나온 행: {first}행)", "a key that stands once (first in line {first})"),
        Words("둘 중 하나를 지운다.", "Remove one of the two."),
    ),
    "E133": Code(
        Words("맞지 않는 합계", "a total that does not add"),
        Words("{sum} ({statement})", "{sum} ({statement})"),
        _ASK_OFFICE,
        oddity=True,
    ),
    "E134": Code(
        Words("빠진 날이나 달", "a missing day or month"),
        Words("{day}의 행", "a row for {day}"),
        Words("빠진 행을 넣는다.", "Add the missing row."),
        oddity=True,
    ),
    "E135": Code(
        Words("앞날의 값", "a future date"),
        Words("{last}까지의 날", "a day up to {last}"),
        Words(
            "날짜를 고치거나(연도가 없으면 적는다) 판(--edition)을 확인한다.",
            "Mend the date, writing its year where it has none, or see whether --edition is right.",
        ),
        oddity=True,
    ),
    "E136": Code(
        Words("단위가 달라진 값", "a jump of the unit"),
        Words(
            "{edition}판의 {before}에 가까운 크기({readings})",
            "a size near that of {edition}, {before} ({readings})",
        ),
        Words(
            "단위(천원·백만원, 비율·%)를 확인하여 머리행에 적는다.",
            "See what the unit is (thousand or million, fraction or %), and write it into the header.",
        ),
        oddity=True,
    ),
    "E137": Code(
        Words("누계로 보이는 값", "a running total"),
        Words("기간마다의 수(앞 행과의 차이 {step})", "the count of each period (the last step is {step})"),
        Words("누계가 아닌 그 기간의 수를 적는다.", "Write the count of the period, not its running total."),
        oddity=True,
    ),
    "E138": Code(
        Words("빠진 행", "a row that is left out"),
        Words("{edition}판에 있던 행 '{row}'", "the row '{row}', which {edition} had"),
        Words("그 행을 넣는다.", "Add the row."),
        oddity=True,
        told=True,
    ),
    "E139": Code(
        Words("읽는 동안 바뀐 파일", "a file that changed while it was read"),
        Words("저장이나 복사가 끝난 파일", "a file that is wholly saved or copied"),
        Words("끝난 뒤에 다시 받는다.", "Take it in again when that is done."),
    ),
    "E140": Code(
        Words("이미 받은 파일", "a file taken in before"),
        Words("아직 받지 않은 파일({edition}판에서 받음: {file})", "a new file (taken into {edition} as {file})"),
        Words("맞는 파일인지 확인한다.", "See whether this is the right file."),
        oddity=True,
    ),
    "E141": Code(
        Words("이미 있는 표", "a table that is there already"),
        Words("{edition}판에 아직 없는 표", "a table that {edition} does not have yet"),
        Words("새 파일로 바꿀 것인지, 판이 맞는지 확인한다.", "See whether it is to be replaced, and in this edition."),
        oddity=True,
    ),
    "E142": Code(
        Words("먼저 받은 값과 다른 값", "a value that differs from the one taken in before"),
        Words("{edition}판에 있는 값 {before}", "{before}, which {edition} has"),
        _ASK_OFFICE,
        oddity=True,
    ),
    "E143": Code(
        Words("앞선 판", "an edition that is past"),
        Words("{edition}판이나 그 뒤의 판", "{edition} or a later edition"),
        Words("--edition을 확인한다.", "See whether --edition is right."),
        oddity=True,
    ),
}  # fmt: skip

ACCEPT = Words(
    "그대로 맞으면 --accept {code}:까닭 을 붙인다.", "If it is right as it stands, add --accept {code}:REASON."
)
