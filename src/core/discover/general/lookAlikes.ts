/**
 * What is described in the same words as a tool and is none: a parameter of one, a prompt, a resource, an agent, a
 * command to type, a route, a form. A row is a property of such things, never the name of a library alone.
 */

/** Keys that only other things have beside a name and a description. */
export const otherKeys =
  /^(?:aliases|usage|flags|shortdescription|href|icon|iconurl|image|imageurl|logo|price|component|render|route|path|url|baseurl|homepage|uri|uritemplate|mimetype|systemprompt|systemmessage|instructions|messages|model|modelid|tools|agents|subagents|steps|questions|license|author|repository|peerdependencies|defaultvalue|placeholder|label|choices|options|isrequired|required|nullable|columns|fields|table|shortcut|keybinding|color|emoji|status|severity|subcommands|contextwindow|provider|npm|homepageurl|use|short|args|persistentprerun|rune|expected|assertion|assertions)$/;

/** A parameter says its type in a word; a tool has none or says "function". */
export const valueTypes =
  /^(?:string|str|text|number|num|integer|int|float|double|boolean|bool|array|list|object|dict|date|file|enum|select|null|any|bytes|uuid|STRING|NUMBER|INTEGER|BOOLEAN|ARRAY|OBJECT)$/;

/** What something is held by, or handed to, when it is no tool. */
export const otherHolders =
  /^(?:\w+_)?(?:prompts?|resources?(?:templates?)?|params?|parameters?|args?|arguments?|properties|props|fields?|columns?|options?|flags?|inputs?|outputs?|input_?schema|output_?schema|headers?|routes?|endpoints?|pages?|menus?|agents?|sub_?agents?|models?|providers?|servers?|server_?info|plugins?_?info|info|categor(?:y|ies)|groups?|tool_?sets?|toolkits?|events?|errors?|roles?|messages?|enum(?:s|erate)?|env(?:ironment)?|variables?|secrets?|settings?|themes?|templates?|examples?|samples?|mocks?|fixtures?|expected|results?|response|payload|body|rows?|features?|plans?|products?|packages?|dependencies|links?|tabs?|buttons?|personas?|workflows?|tests?|cases|rules?|patterns?|checks?|detectors?|policies|policy|permissions?|scopes?|metrics?|labels?|tags?|annotations|migrations?|tables?|entities|entity|presets?|skills_?index)$/i;

/** Calls in which the same parts stand and that make no tool, by the last word of what is called. */
export const otherCalls =
  /^(?:command|commands|option|options|argument|flag|parser|add_?parser|add_?argument|add_?option|add_?command|route|router|get|post|put|patch|delete|use|field|column|param|parameter|property|properties|prompt|prompts|add_?prompt|register_?prompt|prompt_?argument|resource|resources|register_?resource|resource_?template|add_?resource|describe|it|test|suite|expect|error|exception|log|logger|info|warn|debug|gauge|counter|histogram|metric|event|enum|literal|object|string|number|boolean|array|register_?command|set_?description|t|i18n|translate|agent|server|mcp_?server|fast_?mcp|llm_?agent|create_?agent|task|job|cron|queue|step|node|edge|page|component|model|table|index|migration|license|response|request|message|content|example|setting|preference|role|permission|scope|secret|env|config|choice|item|tag|badge|operation|api_?operation|api_?property|api_?param|swagger\w*|schema|body|query|header|feature|print\w*|panic|assert\w*|render|html|div|append|push|format|sprintf|errorf|new_?error|throw|raise|warn\w*|title|heading|group|new_?group|new_?toolset|toolset|toolkit|category|variable|input_?variable|span|start_?span|trace|track|record|notify|toast|alert|confirm|show\w*|display\w*|type|interface|struct|import|require|fetch|axios|exec|spawn|run|select|insert|update|where)$/i;

/** What is done with a tool that is one already. */
export const using =
  /^(?:call|invoke|run|exec|use|get|has|find|remove|unregister|delete|list|mock|render|expect|on[A-Z_]|handle|is|log|track|emit|send|test|validate|convert|parse|format|trace|print|filter|select|choose|update|wrap|patch|assert|approve|deny|allow|block|count|record|report)/i;

/** Types of classes that are described so and that no model calls. */
export const otherTypes =
  /(?:Agent|Command|Prompt|Resource|Provider|Server|Client|Model|Adapter|Wrapper|Proxy|Registry|Manager|Factory|Builder|Exception|Error|Event|Controller|Page|View|Widget|Component|Rule|Check|Detector|Toolkit|Toolset|Middleware|Plugin|Workflow|Job|Task|Test|Spec|Base|Abstract\w*|Evaluator|Metric|Scorer|Module|Config|Settings|Entity|Dto|Request|Response|Parser|Converter|Migration)$/;

/** Bases of classes that are named, described and run, and that no model calls. */
export const otherBases =
  /(?:Command|Cmd|Widget|View|Component|Page|Screen|Panel|Error|Exception|Prompt|Resource|Route|Router|Controller|Middleware|Check|Checker|Rule|Lint\w*|Detector|Scanner|Test|TestCase|Task|Job|Step|Stage|Node|Migration|Benchmark|Dataset|Metric|Evaluator|Scorer|Provider|Adapter|Client|Server|Service|Loader|Parser|Exporter|Importer|Transport|Event|Listener|Observer|Hook|Extension|Theme|Setting|Settings|Config|Strategy|Workflow|Pipeline|Agent|LanguageModel|LLM|Llm|Embedding\w*|Retriever|Model|Enum|Protocol|TypedDict|Serializable|Disposable)$/;
/** Bases for what an agent can do, by another word than tool. */
export const actBase = /(?:Skill|Action|Capability|Ability|Function)(?:Base|Definition|Impl|Handler)?$/;

/** Files in which such things are looked at, shown or typed, not defined for a model. */
export const otherFiles =
  /(?:^|\/)(?:tests?|__tests__|testing|e2e|specs?|fixtures?|mocks?|__mocks__|stories|i18n|locales?|translations?|migrations?|benchmarks?|evals?|evaluations?)\/|^(?:docs?|website|scripts)\/|\.(?:stories|test|spec|d)\.[cm]?[jt]sx?$/i;
/** The same where nothing says tool. */
export const otherFilesUnsaid =
  /(?:^|\/)(?:docs?|website|scripts|templates?|prompts?|resources?|cli|commands?)\/|(?:^|\/)(?:types?|constants?|prompts?|cli|commands?)\.\w+$/i;
