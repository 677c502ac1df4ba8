"""What `study read` says, in both languages."""

from analysis.words import Words

READ = Words(
    "보고서를 읽어 다음 판의 초안을 만들거나, 확인한 초안을 판으로 만든다.",
    "Read a report into a draft of the next edition, or make a confirmed draft an edition.",
)
REPORT = Words("읽을 보고서(UTF-8 텍스트, HWPX, HWP, PDF).", "The report to read (UTF-8 text, HWPX, HWP or PDF).")
EDITION = Words("보고서의 판(YYYY-MM).", "The report's edition (YYYY-MM).")
LIKE = Words("수치를 이미 아는 지난 보고서.", "An older report, whose figures are known.")
AGAINST = Words(
    "지난 보고서의 판. 없으면 그 앞의 가장 새 판.", "The older report's edition; the newest one before where not given."
)
CONFIRM = Words("확인한 초안을 이 판으로 만든다.", "Make the draft of this edition the edition.")
DECISIONS = Words(
    "정한 것을 적은 CSV(figure,value). 없으면 초안 폴더의 decisions.csv.",
    "The decisions, a CSV (figure,value); decisions.csv in the draft's folder where not given.",
)

HOW_CALLED = Words(
    "둘 가운데 하나로 부른다: study read 보고서 --edition YYYY-MM --like 지난보고서, 또는 study read --confirm YYYY-MM",
    "Call it one of two ways: study read REPORT --edition YYYY-MM --like OLD_REPORT, or study read --confirm YYYY-MM",
)
UNREADABLE = Words("{0}: {1}.", "{0}: {1}.")
NO_OLDER = Words(
    "{0}보다 앞선 판이 없다. 지난 보고서의 판을 --against로 정한다.",
    "There is no edition before {0}; name the older report's with --against.",
)
SAME_EDITION = Words("--edition과 --against가 같은 판이다: {0}", "--edition and --against are the same edition: {0}")
WRONG_REPORT = Words(
    "{0}은(는) {1}판을 만든 보고서가 아니다: 수치 {3}개 가운데 {2}개가 제 줄에 없다(처음: {5}행의 {4} '{6}'). "
    "판의 원문을 --like로, 판을 --against로 정한다.",
    "{0} is not the report of {1}: {2} of {3} figures do not stand at their line (the first: {4}, {6!r} at line {5}). "
    "Give that edition's report with --like, the edition with --against.",
)
MADE = Words("{0}판의 초안을 만들었다: {1}", "The draft of {0} is made: {1}")
COUNTS = Words(
    "수치 {total}개: 그대로 {same}, 옮겨짐 {moved}, 비슷함 {like}, 새로 나옴 {new}, 없어짐 {gone}",
    "{total} figures: {same} the same, {moved} moved, {like} alike, {new} new, {gone} gone",
)
NUMBERS = Words(
    "숫자 {numbers}개의 포괄률(날짜·순번·조항·이름 제외): {coverage:.1%}; 어느 수치에도 속하지 않는 새 숫자 {loose}개",
    "Coverage of its {numbers} numbers (all but dates, ordinals, articles and names): {coverage:.1%}; "
    "new numbers that belong to no figure: {loose}",
)
MISPLACED = Words(
    "지난 보고서에서 제 줄에 없어 찾지 못한 수치 {}개",
    "Figures that do not stand at their line in the older report: {}",
)
CARRIED = Words("이 보고서에 없어 전월 보고의 것을 쓰는 표: {}", "Tables that it has nothing of, carried forward: {}")
CONFLICTS = Words("맞지 않는 항등식 {}개", "Identities that fail: {}")
NEXT = Words(
    "다음: {0} 을(를) 열어 {1}건을 정하고, 받은 decisions.csv로 study read --confirm {2}",
    "Next: open {0}, decide {1} places, then study read --confirm {2} with the decisions.csv that it gives",
)
NEXT_SURE = Words(
    "다음: {0} 을(를) 훑어보고, study read --confirm {1}", "Next: look through {0}, then study read --confirm {1}"
)

NO_DRAFT = Words(
    "{0}판의 초안이 없다. 먼저: study read 보고서 --edition {0} --like 지난보고서",
    "There is no draft of {0}. First: study read REPORT --edition {0} --like OLD_REPORT",
)
NO_DECISIONS = Words("정한 것을 적은 파일이 없다: {0}", "There is no file of decisions: {0}")
UNDECIDED = Words(
    "정하지 않은 것이 {0}건 남았다. {1} 에 적는다(figure,value; 맞으면 ok):",
    "{0} places are undecided. Write them into {1} (figure,value; ok where it is right):",
)
MORE = Words("  … 그리고 {}건", "  … and {} more")
EDITED = Words(
    "초안의 {0} 이(가) 손으로 고쳐졌다. 고칠 것은 decisions.csv에 적고, study read를 다시 한다.",
    "{0} of the draft was edited by hand; write what is to change into decisions.csv, and run study read again.",
)
NOT_FROM_READING = Words(
    "{0}판이 이미 있고, 읽어서 만든 것이 아니다. 바뀐 것은 없다.",
    "There is an edition {0} already, and it was not made by reading. Nothing was changed.",
)
LATER = Words(
    "{0}판 뒤에 {1}판이 이미 나왔다. 나중 판이 나온 뒤에는 고치지 않는다.",
    "{1} has come after {0}; an edition is not changed once a later one has come.",
)
UNSOUND = Words(
    "{0}판은 계약을 지키지 않아 만들지 않았다. 잘못 {1}건:", "{0} was not made, for it breaks the contract. Faults: {1}"
)
REFUSED = Words("정한 것에 잘못이 {}건 있다. 바뀐 것은 없다:", "The decisions have {} faults. Nothing was changed:")
CONFIRMED = Words(
    "{0}판을 만들었다: {1} (표 {2}개, 수치 {3}개)", "The edition {0} is made: {1} ({2} tables, {3} figures)"
)
AS_IT_WAS = Words("{0}판은 이미 그대로이다: {1}", "The edition {0} is as it was: {1}")
CHECK_NEXT = Words("다음: study check {0}, 그리고 study run {0}", "Next: study check {0}, then study run {0}")
