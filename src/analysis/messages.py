"""What the command `study` says, and in which language it says it."""

from collections.abc import Mapping, Sequence

from analysis.words import LANGUAGES, Lang, Words

STUDY = Words(
    "서울시 기획조정실 업무보고를 다시 계산하는 연구. 메시지는 --lang의 언어, 없으면 환경(LANG)의 언어, "
    "그것도 아니면 한국어로 나온다.",
    "A reproducible study of the work reports of Seoul's Planning and Coordination Office. Messages are in the "
    "language of --lang, else of the environment (LANG), else in Korean.",
)
RUN = Words(
    "한 판의 보고서를 모두 만든다: 자료 확인, 가공, 노트북 실행, HTML 보고서와 results.json.",
    "Make an edition's reports: check and process the data, execute the notebooks, write the pages and results.json.",
)
CHECK = Words(
    "한 판의 자료를 계약(datapackage.json)과 대조하고 정합성 점검 결과를 보인다. 잘못이 있으면 1로 끝난다.",
    "Hold an edition's data against its contract (datapackage.json) and show the audit; exits 1 where one is wrong.",
)
TRACE = Words(
    "한 판의 수치를 원문과 대조한다: 수치마다 수록값이 제 줄에 있는지, 원문의 숫자 가운데 빠진 것이 있는지. "
    "하나라도 어긋나면 1로 끝난다.",
    "Hold an edition's figures against the source text: whether each stands at its line as printed, and which numbers "
    "of the source belong to no figure; exits 1 where any is missing or left out.",
)
SOURCE = Words("원문(UTF-8 텍스트, HWPX, HWP, PDF).", "The source (UTF-8 text, HWPX, HWP or PDF).")
WHERE = Words(
    "수 하나가 어디에 있는지 찾는다: 수록값(이름, 원문 줄, 표), 그 수를 보이는 결과와 주장, 그 노트북.",
    "Find where a number stands: printed figures (id, line of the source, table), and the results and claims that show "
    "it, with their notebooks.",
)
SOUGHT = Words("찾는 수. 예: 205.7", "The number, such as 205.7.")
NOTEBOOKS = Words("노트북을 다룬다.", "Notebooks.")
NEW_NOTEBOOK = Words(
    "실행되는 새 노트북을 쓴다: 표 하나의 그림, 결과, 주장 하나. 그 셀을 고쳐 나간다.",
    "Write a new notebook that runs: a chart, a result and a claim on a real table, to be edited cell by cell.",
)
SHOW_IN = Words(
    "노트북의 글과 출력을 한 언어로 보이게 한다. 다른 언어는 주석에 남는다.",
    "Have notebooks read in one language; the other stays in their cells as comments.",
)
SHOWN_LANGUAGE = Words("보일 언어: ko 또는 en", "The language to read: ko or en")
SHOWN_NOTEBOOKS = Words("노트북의 이름. 없으면 모두", "Names of notebooks; all when none is given")
NOTEBOOK_NAME = Words("이름, 번호와 영문: 08_staff", "Its name, a number and a slug: 08_staff")
ON_TABLE = Words(
    "노트북이 시작할 표. 없으면 이름이 같은 표, 그것도 없으면 첫째 표.",
    "The table to begin with; by default one of the notebook's name, else the first.",
)
DIFF = Words(
    "두 판 사이에 무엇이 달라졌는지 보인다: 판정이 달라진 주장, 움직인 결과, 그리고 무엇이 움직였는지"
    "(자료·가정·코드·환경).",
    "Tell what changed between two editions: claims that turned, results that moved, and whether data, an "
    "assumption, code or environment moved them.",
)
OLD = Words("비교할 앞선 판(YYYY-MM).", "The earlier edition (YYYY-MM).")
NEW = Words("비교할 새 판(YYYY-MM).", "The later edition (YYYY-MM).")
EDITION = Words("판(YYYY-MM). 없으면 가장 새로운 판.", "The edition (YYYY-MM); the newest by default.")
ROOT = Words(
    "연구 폴더(data/와 reports/가 있는 곳). 없으면 지금 폴더나 그 위에서 찾는다.",
    "The study's folder, which holds data/ and reports/; by default found at or above the current one.",
)
SET = Words(
    "노트북의 매개변수를 바꾼다. 여러 번 쓸 수 있다. 쪽은 reports/what-if/에 만들고 판의 보고서는 그대로 둔다. "
    "예: --set rate=0.25",
    "Set a parameter of the notebooks; may be repeated. The pages go to reports/what-if/, and the edition's reports "
    "stay as they are. Example: --set rate=0.25",
)
NOTEBOOK = Words("이 노트북만 실행한다. 여러 번 쓸 수 있다.", "Run this notebook only; may be repeated.")
LANG = Words(
    "이 언어의 보고서만 만든다(ko, en). 메시지도 그 언어로 나온다.",
    "Make the reports of this language only (ko, en); messages follow it.",
)
MESSAGES = Words("메시지의 언어(ko, en).", "The language of messages (ko, en).")
JOBS = Words("동시에 실행할 노트북의 수. 기본값: 코어 수.", "How many notebooks to run at once; by default the cores.")
FORCE = Words("바뀌지 않은 노트북도 모두 실행한다.", "Execute every notebook, changed or not.")
EXPLAIN = Words(
    "실행하지 않고, 노트북마다 실행할 것인지와 그 까닭을 보인다.",
    "Execute nothing; say of each notebook whether it would run, and why.",
)
COLD = Words(
    "노트북의 프로세스를 미리 데운 것에서 갈라내지 않고 하나씩 새로 시작한다. 결과는 같고 더 느리다.",
    "Start every notebook's process anew instead of forking it from a warm one; slower, the same results.",
)
INBOX = Words(
    "먼저 이 폴더에 놓인 파일을 받는다. 하위 폴더 YYYY-MM이 판을 정하고, 그 밖의 파일은 --edition의 판에 받는다. "
    "받은 파일은 done/, 받지 않은 파일은 까닭을 적은 쪽과 함께 refused/로 옮긴다.",
    "First take in the files that lie in this folder: those of a sub-folder YYYY-MM into that edition, the others into "
    "--edition. Files move to done/, or to refused/ beside a page that says why.",
)
TWO_EDITIONS = Words("판을 두 가지로 정했다: {} {}", "Two editions are given: {} {}")

PDF = Words(
    "한 판의 보고서를 PDF로 찍는다. 시스템의 Chromium(또는 Chrome, Edge)을 쓰고 네트워크는 쓰지 않는다.",
    "Print an edition's reports as PDF, by the system's Chromium (or Chrome, Edge), with no network.",
)
PDF_ISSUE = Words("초안이 아니라 발행한 제N호를 찍는다.", "Print issue N instead of the drafts.")
VERIFY = Words(
    "보고서 파일 하나가 만든 그대로인지, 어느 자료로 만들었는지 말한다. 네트워크도 연구 폴더도 필요 없다. "
    "연구 폴더가 있으면 지금의 자료로 만든 것인지, 발행한 것인지도 말한다. 만든 그대로가 아니면 1로 끝난다.",
    "Tell whether a report's file is as it was made, and from which data; needs neither network nor the study. Where "
    "the study is at hand, also whether its data is still that of now, and whether the report was issued; exits 1 "
    "where the file is not as it was made.",
)
FILE = Words("보고서 파일(HTML).", "The report's file (HTML).")
ISSUE = Words(
    "한 판의 초안을 발행한다: 호수를 매기고, 해시를 data/issued에 기록하고, reports/issued에 읽기 전용으로 둔다. "
    "두 번째부터는 정정이다.",
    "Issue an edition's drafts: numbered, their hashes recorded in data/issued, read-only in reports/issued. From the "
    "second on an issue is a correction.",
)
SIGN = Words(
    "발행본의 파일 목록에 이 SSH 개인 열쇠로 서명한다(ssh-keygen). 암호가 있는 열쇠는 ssh-agent에 넣어 둔다.",
    "Sign the list of the issue's files by this SSH private key (ssh-keygen); one with a passphrase by ssh-agent.",
)
RELEASE = Words(
    "한 판의 초안으로 문서(HWPX)와 통합 문서(xlsx, ods)를 만든다: reports/release. 발행하면 발행본에 함께 놓인다.",
    "Make the documents (HWPX) and workbooks (xlsx, ods) of an edition's drafts: reports/release; issues have theirs.",
)
DIGEST = Words(
    "한 판의 요약 메일(.eml)을 쓴다: 결정·확인할 사항, 판정이 달라진 주장, 달라진 수치, 보고서의 자리. 마지막 실행이 "
    "실패했으면 운영자의 메일도 쓴다. 메일은 보내지 않고 reports/digest에 둔다.",
    "Write a mail (.eml) on an edition: what to decide or to ask, which claims turned, which numbers moved, where the "
    "reports are; where the last run failed, one to the operator, too. Nothing is sent; the files: reports/digest.",
)
DIGEST_ISSUE = Words(
    "제N호의 메일. 없으면 마지막 호, 발행한 것이 없으면 초안.",
    "The mail on issue N; by default on the last one, or on the drafts where nothing was issued.",
)
DIGEST_DRAFT = Words("발행한 호가 있어도 초안의 메일을 쓴다.", "The mail on the drafts, though there are issues.")
ISSUE_OR_DRAFT = Words("--issue와 --draft 가운데 하나만 쓴다.", "Give either --issue or --draft.")
ALL = Words(
    "발행한 모든 것을 기록과 그 사슬에 대조한다.", "Hold everything issued against its records and their chain."
)
ONE_OR_ALL = Words("파일 하나나 --all 가운데 하나를 쓴다.", "Give either one FILE or --all.")
NOTE = Words("무엇을 발행하는지, 정정이면 그 까닭.", "What is issued; of a correction, why.")
DAY = Words("보고서에 적을 발행일(YYYY-MM-DD).", "The day of issue to print on the reports (YYYY-MM-DD).")
THIS_EDITION = Words("판(YYYY-MM).", "The edition (YYYY-MM).")
SWEEP = Words(
    "노트북을 매개변수의 격자 위에서 실행하고, 결과를 표 하나(results.csv)와 비교 쪽 하나로 모은다. "
    "멈추면 이어서 하고, 바뀌지 않은 점은 다시 실행하지 않는다.",
    "Run notebooks over a grid of parameters and collect the results into one table (results.csv) and one page that "
    "compares them. It resumes where it was stopped, and runs no point that has not changed.",
)
SWEPT_NOTEBOOKS = Words(
    "노트북(이름이나 경로). 없으면 --set의 매개변수가 있는 것, --set도 없으면 모두.",
    "Notebooks, by name or path; by default those that have a parameter of --set, without --set all.",
)
SWEPT_SET = Words(
    "매개변수의 값: 하나, 목록(a,b,c), 숫자의 범위(처음:끝:간격, 양 끝 포함). 여러 번 쓰면 모든 조합이 된다. "
    "예: --set rate=0.23:0.31:0.01",
    "Values of a parameter: one, a list (a,b,c) or a range of numbers (START:END:STEP, both ends taken); repeated, "
    "every combination. Example: --set rate=0.23:0.31:0.01",
)
SWEPT_EDITIONS = Words(
    "판(YYYY-MM), 목록, 또는 all(모든 판). 없으면 가장 새로운 판.",
    "An edition (YYYY-MM), a list, or all; the newest by default.",
)
SWEPT_LANGS = Words(
    "실행할 언어(ko, en, 또는 ko,en). 없으면 둘 다. 메시지는 첫째 언어로 나온다.",
    "The languages to run (ko, en, or ko,en); both by default. Messages are in the first.",
)
SCHEDULER = Words(
    "이 주소의 Dask 스케줄러에 맡긴다(tcp://…). --jobs는 쓰지 않는다.",
    "Hand the points to the Dask scheduler at this address (tcp://…); --jobs then has no effect.",
)
INSECURE = Words(
    "TLS가 없는 스케줄러도 쓴다: 그 망에 닿는 누구나 작업 기계에서 코드를 실행할 수 있다.",
    "Use a scheduler without TLS: whoever reaches its network may run code on the workers.",
)
SWEEPING = Words("격자 실행", "Running the grid")
SWEPT = Words("점 {}개: 실행 {}개, 그대로인 것 {}개, 실패 {}개.", "{} points: {} run, {} as they were, {} failed.")
NO_POINT = Words(
    "실행할 점이 없다: --set의 매개변수를 가진 노트북이 없다.", "No point to run: no notebook has a parameter of --set."
)

NO_STUDY = Words("연구 폴더가 아니다: {} 아래에 data/raw가 없다.", "No study there: {} has no data/raw.")
FAULTS = Words("{}판 자료와 등록부의 잘못 {}건:", "{}: faults in the data and registers: {}")
CLEAN = Words("{}판 자료가 계약을 지킨다.", "{}: the data keeps its contract.")
AUDITED = Words(
    "정합성 점검: 항등식 {}개 중 일치 {exact}, 반올림 {rounding}, 버림 {truncated}, 설명됨 {explained}, "
    "불일치 {conflict}",
    "Audit: {} identities: {exact} exact, {rounding} rounding, {truncated} truncated, {explained} explained, "
    "{conflict} in conflict",
)
UNGUARDED = Words(
    "항등식이 지키지 않는 수치: 이 판의 {of}개 중 {count}개",
    "Figures that no identity guards: {count} of the {of} that this edition prints",
)
STATUS = {
    "truncated": Words("버림", "truncated"),
    "explained": Words("설명됨", "explained"),
    "conflict": Words("불일치", "conflict"),
}
VERDICT = Words(
    "  {status} {identity}: 보고 {reported}, 재계산 {recomputed}. {note}",
    "  {status} {identity}: reported {reported}, recomputed {recomputed}. {note}",
)
RUNNING = Words("{}판 보고서 만들기", "Making the reports of {}")
FAILED = Words(
    "보고서를 만들지 못한 노트북 {}개. {}는 그대로 두었다.",
    "{} notebooks gave no report; {} was left as it was.",
)
INCOMPLETE = Words(
    "보고서를 만들지 못한 노트북 {}개. 나머지는 미완성이라고 적어 내놓았다: {}",
    "{} notebooks gave no report; the others are in place, marked incomplete: {}",
)
KEPT = Words("    실행하다 멈춘 노트북: {}", "    the notebook as far as it came: {}")
UP_TO_DATE = Words(
    "{}판에서 바뀐 것이 없다. 보고서는 그대로이다: {}", "Nothing changed in {}; the reports are as they were: {}"
)
UNCHANGED = Words("바뀐 것이 없다", "nothing changed")
SCRATCH = Words(
    "보고서를 만들지 않는 연습장이나 사본이 notebooks/에 있다({}). 그대로 두거나 지워도 된다. 보고서로 만들려면 "
    "08_staff처럼 이름을 짓고 parameters 셀을 넣는다(study notebook new 08_staff로 시작하면 된다).",
    "Scratch pads or copies in notebooks/, of which no report is made: {}. They may stay or go. For a report name one "
    "as 08_staff is named and give it a cell tagged parameters, or begin with study notebook new 08_staff.",
)
EXECUTED = Words("노트북 {1}개 가운데 {0}개를 실행했다.", "{0} of {1} notebooks were executed.")
MADE = Words("보고서를 만들었다: {}", "The reports are made: {}")
WHAT_IF = Words(
    "{0}: 등록부나 보고서의 값 대신 넣은 값이어서 {1}판의 보고서는 그대로 두었다. "
    "달라지는 결과와 주장은 위의 쪽에 있다.",
    "{0} stands in place of values of the register or the report, so the reports of {1} are as they were; "
    "the page above shows what moves.",
)
BACK = Words(
    "판의 보고서를 만들려면 {}의 parameters 셀을 None으로 되돌린다. 바꾼 값을 쓰려면 data/assumptions.yaml에 적는다.",
    "For the edition's reports put None back in the parameters cell of {}; a value to keep goes into "
    "data/assumptions.yaml.",
)
SYSTEM = Words(
    "컴퓨터가 막았다: {}. 디스크의 자리와 쓰기 권한, 메모리를 보고 다시 실행한다.",
    "The machine refused: {}. See to disk space, permissions and memory, then run again.",
)
UNEXPECTED = Words(
    "프로그램의 오류이다: {}. 자료는 그대로이다. 이 줄을 개발자에게 알린다.",
    "An error of the program: {}. The data is as it was. Please report this line.",
)
STOPPED = Words("멈추었다. 보고서는 그대로이다.", "Stopped; the reports are as they were.")


def message_language(given: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The first language given, else that of the locale where it is one of the study's, else Korean."""
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    wanted = (*given[:1], locale[:2])
    return next((lang for name in wanted for lang in LANGUAGES if lang == name), "ko")
