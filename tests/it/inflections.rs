//! Which words are forms of one word: pairs that must never find each other, and rows
//! in which every word must find every other.
//!
//! The vocabulary is the union of all words here, so that wherever spelling allows two
//! lemmas both are known unless English has only one. A failure lists all rows.

use std::collections::{BTreeSet, HashSet};

use attache::plan::inflections;

/// Two different words a line, however alike they look. Checked both ways.
const STRANGERS: &str = "
    police policy
    policed policy
    policies police
    general generation
    general generate
    generals generates
    universe university
    universes universities
    organ organization
    organs organize
    arm army
    arms armies
    armed army
    missile mission
    missiles missions
    mission emission
    hundred hunt
    need new
    speed speech
    during durable
    unit united
    unit unite
    unit uniting
    units unites
    new news
    even evening
    evens evenings
    deter deterrence
    deterred deterrent
    defend defense
    agree agreement
    treat treaty
    treats treaties
    count county
    counts country
    part party
    parts parties
    nation national
    marine mariner
    navy naval
    pole poll
    poles polls
    plan plane
    plan planed
    plans planes
    planned planed
    plan plant
    star stare
    star staring
    starred stared
    bar bared
    car care
    cars cares
    car caring
    hop hope
    hopped hoped
    hopping hoping
    rat rated
    scar scared
    war ware
    wars wares
    win wine
    win wing
    wins wings
    kin king
    sin sing
    not note
    past paste
    past pasted
    past pasting
    breath breathe
    breath breathed
    cloth clothed
    lung lunge
    lung lunged
    severe sever
    severe severed
    corps corpse
    corps corpses
    princess prince
    plea pleased
    pleas please
    pleas pleased
    pleas pleasing
    teas teasing
    laps lapsed
    cleans cleansing
    fee feed
    fees feeds
    fee feeding
    us use
    us uses
    us used
    us using
    it its
    we wed
    we wing
    the thing
    the things
    she shed
    her herring
    re red
    to toes
    but butting
    out outing
    off offing
    rug rugged
    crook crooked
    wick wicked
    bill billion
    economic economics
    proceed process
    succeed success
    exceed excess
    custom customer
    state status
    states statute
    mine min
    mined minned
    cop copy
    cops copies
    cite city
    cited cities
    lady lad
    ladies lads
    oman omen
    ethic ethnic
    bus business
    bus busy
    human humane
    local locale
    secret secretary
    secrets secretes
    ship shipment
    command commando
    commands commandos
    colon colony
    colons colonies
    tan tank
    rock rocket
    rocks rockets
    bomb bomber
    tens tensed
    being bee
    thing think
    string stringent
    embed ember
";

/// The forms of one word a line: each finds all the others of its line.
const RELATIVES: &str = "
    pay pays paid paying
    fly flies flew flown flying
    withdraw withdraws withdrew withdrawn withdrawing
    ally allies allied allying
    deter deters deterred deterring
    plan plans planned planning
    deploy deploys deployed deploying
    agree agrees agreed agreeing
    increase increases increased increasing
    troop troops
    base bases based basing
    basis bases
    treaty treaties
    policy policies
    army armies
    country countries
    supply supplies supplied supplying
    deny denies denied denying
    classify classifies classified classifying
    spy spies spied spying
    survey surveys surveyed surveying
    convoy convoys
    launch launches launched launching
    reach reaches reached reaching
    process processes processed processing
    address addresses addressed addressing
    discuss discusses discussed discussing
    house houses housed housing
    use uses used using
    fire fires fired firing
    wage wages waged waging
    charge charges charged charging
    cause causes caused causing
    purchase purchases purchased purchasing
    reduce reduces reduced reducing
    announce announces announced announcing
    strive strives strove striven striving
    give gives gave given giving
    see sees saw seen seeing
    free frees freed freeing
    guarantee guarantees guaranteed guaranteeing
    need needs needed needing
    exceed exceeds exceeded exceeding
    speed speeds sped speeding
    bomb bombs bombed bombing
    arm arms armed arming
    strike strikes struck stricken striking
    shoot shoots shot shooting
    build builds built building
    spend spends spent spending
    lead leads led leading
    fight fights fought fighting
    seek seeks sought seeking
    hold holds held holding
    buy buys bought buying
    sell sells sold selling
    send sends sent sending
    meet meets met meeting
    write writes wrote written writing
    begin begins began begun beginning
    undergo undergoes underwent undergone undergoing
    veto vetoes vetoed vetoing
    hero heroes
    tax taxes taxed taxing
    annex annexes annexed annexing
    focus focuses focused focusing
    control controls controlled controlling
    refer refers referred referring
    transfer transfers transferred transferring
    commit commits committed committing
    target targets targeted targeting
    budget budgets budgeted budgeting
    visit visits visited visiting
    develop develops developed developing
    travel travels travelled travelling
    traveled traveling travel
    ban bans banned banning
    ship ships shipped shipping
    stop stops stopped stopping
    add adds added adding
    equip equips equipped equipping
    die dies died dying
    tie ties tied tying
    vie vies vied vying
    traffic trafficked trafficking
    panic panics panicked panicking
    force forces forced forcing
    state states stated stating
    tense tenses tensed tensing
    plea pleas
    please pleases pleased pleasing
    sever severs severed severing
    paste pastes pasted pasting
    unite unites uniting
    breathe breathes breathed breathing
    clothe clothes clothed clothing
    lunge lunges lunged lunging
    lapse lapses lapsed lapsing
    tease teases teased teasing
    cleanse cleanses cleansed cleansing
    feed feeds fed feeding
    wed weds wedded
    shed sheds shedding
    butt butts butted butting
    leave leaves left leaving
    leaf leaves
    life lives
    live lives lived living
    half halves
    knife knives
    wife wives
    self selves
    man men
    woman women
    policeman policemen
    gunman gunmen
    seaman seamen
    statesman statesmen
    guardsman guardsmen
    airman airmen
    child children
    foot feet
    person people
    crisis crises
    analysis analyses
    criterion criteria
    phenomenon phenomena
    memorandum memoranda
    axis axes
    axe axes
    index indices indexes
    meeting meetings
    hearing hearings
    building buildings
    finding findings
    holding holdings
    shooting shootings
    setting settings
    killing killings
    briefing briefings
    warning warnings
    shot shots
    ceiling ceilings
    evening evenings
    morning mornings
    hundred hundreds
    business businesses
    bus buses
    gas gases
    virus viruses
    lens lenses
    tactic tactics
    statistic statistics
    iraqi iraqis
    saudi saudis
    israeli israelis
    houthi houthis
    bureau bureaus
    override overrides overrode overridden overriding
    mistake mistakes mistook mistaken
    overrun overruns overran overrunning
    retake retakes retook retaken retaking
    slide slides slid sliding
    underlie underlies underlying
    forgive forgives forgave forgiven forgiving
    bid bids bidding
    forecast forecasts forecasting
    cut cuts cutting
    put puts putting
    set sets setting
    read reads reading
    cost costs costing
    broadcast broadcasts broadcasting
    lay lays laid laying
    lie lies lay lain lying
    show shows showed shown showing
    prove proves proved proven proving
    get gets got gotten getting
    go goes went gone going
    do does did done doing
    have has had having
    be is are was were been being
";

fn rows(table: &str) -> Vec<Vec<&str>> {
    let rows = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    rows.filter(|row| !row.is_empty()).collect()
}

/// What the planner takes for forms of a word, as far as the vocabulary has them.
fn found(word: &str, vocabulary: &HashSet<&str>) -> BTreeSet<String> {
    let forms = inflections(word, &|form| vocabulary.contains(form));
    forms.into_iter().filter(|form| vocabulary.contains(form.as_str())).collect()
}

fn vocabulary() -> HashSet<&'static str> {
    rows(STRANGERS).into_iter().chain(rows(RELATIVES)).flatten().collect()
}

#[test]
fn another_word_is_never_found() {
    let vocabulary = vocabulary();
    let rows = rows(STRANGERS);
    assert!(rows.len() >= 60 && rows.iter().all(|row| row.len() == 2), "two words a line");
    let both = rows.iter().flat_map(|row| [(row[0], row[1]), (row[1], row[0])]);
    let wrong: Vec<_> = both.filter(|(word, other)| found(word, &vocabulary).contains(*other)).collect();
    let lines: Vec<_> = wrong.iter().map(|(word, other)| format!("{word} finds {other}")).collect();
    assert!(lines.is_empty(), "{} of {}:\n{}", lines.len(), rows.len() * 2, lines.join("\n"));
}

#[test]
fn every_form_finds_every_other() {
    let vocabulary = vocabulary();
    let rows = rows(RELATIVES);
    assert!(rows.len() >= 60 && rows.iter().all(|row| row.len() >= 2), "two words a line or more");
    let mut lines = Vec::new();
    for row in &rows {
        for word in row {
            let forms = found(word, &vocabulary);
            let missing: Vec<_> = row.iter().filter(|form| !forms.contains(**form)).copied().collect();
            if !missing.is_empty() {
                lines.push(format!("{word} does not find {}", missing.join(", ")));
            }
        }
    }
    assert!(lines.is_empty(), "{}:\n{}", lines.len(), lines.join("\n"));
}

#[test]
fn every_word_finds_itself() {
    let vocabulary = vocabulary();
    let lost: Vec<_> = vocabulary.iter().filter(|word| !found(word, &vocabulary).contains(**word)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}
