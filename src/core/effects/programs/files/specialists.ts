/** Programs of special fields (science, publishing, firmware, media, clusters, forensics) that read and show. Data. */
import type { Spec, Table } from "../spec.ts";
import { by, choose, does, each, given, reads, writes } from "../table.ts";

/** Files that are read, and one that is written in the end. */
const converted: Spec = { operands: "read* write", options: "o,output=write" };

const output = "o,O,out,output,outfile,output-file,out-file=write";

/** Writes, and by what is written here any of the files it names may be the one. */
const writing: Spec = { options: output, operands: "write*", rule: "writes-in-workspace" };

/** The same with a subcommand in front that nobody listed. */
const writingOther: Spec = { ...writing, operands: "text write*" };

/** Shows on its standard output, or writes where it is told to. */
const shown = (options = "") => reads(`${output} ${options}`);

/** A program whose subcommands look, but for those that are named. */
const looking = (names: string, changing: string): Spec =>
  choose({ ...each(shown(), names), ...each(writing, changing) }, "prints", { otherwise: "runs-project-task" });

const science: Table = {
  samtools: looking(
    "view flagstat flagstats idxstats stats depth coverage head quickcheck tview bedcov mpileup dict flags phase consensus version samples",
    "sort index merge markdup fixmate collate split reheader addreplacerg ampliconclip calmd cat fasta fastq import faidx",
  ),
  bcftools: looking(
    "query view stats head gtcheck roh version mpileup call filter isec csq consensus",
    "index merge concat annotate norm reheader sort convert",
  ),
  seqkit: looking(
    "stats stat seq grep fx2tab tab2fx head head-genome sample subseq locate fish sum faidx watch sliding rmdup common range sort shuf translate version",
    "split split2 concat rename replace restart mutate bam scat",
  ),
  ...each(
    shown(),
    "bedtools seqtk tabix vcftools bamtools mosdepth bioawk mafft muscle clustalo hmmscan hmmsearch minimap2 bgzip mash sourmash gffread",
  ),
  ...each(
    shown("v=text h d=text g=text a=text b=text k=text f=text"),
    "ncdump h5dump h5ls h5stat h5diff ncinfo gdalinfo ogrinfo gdalsrsinfo gdallocationinfo projinfo cs2cs proj grib_ls grib_dump grib_get grib_count bufr_dump bufr_ls fitsheader fitsinfo fitsverify fitscheck fitsdiff obabel obprop obgrep exrheader iinfo dcmdump dcmftest gdcminfo dcm2json vtkinfo lasinfo las2txt gunits qalc dateadd datediff dateconv dategrep dateround dateseq strptime numdiff spiff ndiff",
  ),
  ...each(
    {
      options: `${output} s v d=text grib=write netcdf=write csv=write spread=write bin=write text=write ieee=write`,
      operands: "read*",
      style: "single-dash",
    },
    "wgrib wgrib2",
  ),
  ...each(
    choose({ ...each(shown(), "info sinfo infon sinfon showdate shownames showname showtime griddes") }, "prints", {
      otherwise: writingOther,
    }),
    "cdo",
  ),
  ...each(
    choose(
      {
        ...each(
          shown(),
          "meta schema head cat rowcount size inspect getschema tojson getmeta dump show column-size csv row-count",
        ),
      },
      "prints",
      { otherwise: writingOther },
    ),
    "parquet-tools parquet parq pqrs avro-tools orc-tools",
  ),
  ...each(shown(), "orc-metadata orc-contents orc-statistics orc-scan parquet-reader parquet-dump-schema"),
  "sqlite-utils": choose(
    { ...each(shown(), "tables views schema indexes triggers rows search analyze-tables dump plugins") },
    "prints",
    { otherwise: "changes-data" },
  ),
  datasette: choose({ ...each(shown(), "inspect plugins package") }, "prints", { otherwise: "starts-service" }),
};

const publishing: Table = {
  ...each(
    shown("l=text d=text"),
    "texcount chktex lacheck detex opendetex untex pdfgrep ps2ascii dvitype pdfxup zbarimg",
  ),
  kpsewhich: {
    operands: "text*",
    options:
      "var-value=text format=text progname=text expand-var=text show-path=text mktex=text!writes-outside-workspace",
  },
  aspell: choose(
    {
      ...each(
        reads("l,lang=text d,master=text mode=text p,personal=read a"),
        "list pipe -a -l dump dicts dictionaries modes filters config soundslike munch expand",
      ),
    },
    "prints",
    { options: "l,lang=text d,master=text mode=text p,personal=read", otherwise: writingOther },
  ),
  ...each(
    reads("d=text p=read i=text l a L G w D"),
    "hunspell ispell enchant enchant-2 languagetool proselint alex write-good",
  ),
  ...each(
    reads(
      "o,output-file=write L=text l,locale=text d=text D,directory=text S=text k=text statistics c,check check-format",
    ),
    "msggrep msgcmp msgcat msguniq msgconv msgattrib recode-sr-latin",
  ),
  msgfmt: by((call, args) => {
    const made = args.options.get("o") ?? args.options.get("output-file");
    if (made?.value === "/dev/null" || made?.value === "-") return "reads-files";
    writes(call, made ?? { value: "messages.mo", span: call.span });
    return "reads-files";
  }, "o,output-file=text D,directory=text l,locale=text d=text statistics c,check check-format v"),
  ...each(writing, "msgmerge msginit xgettext ttx fonttools pyftsubset"),
  ...each(shown(), "epubcheck otfinfo fc-list fc-match fc-query fc-scan fc-pattern fc-conflist hb-shape"),
  mutool: choose({ ...each(shown(), "info show pages extract-info sign-list audit trace") }, "prints", {
    otherwise: writingOther,
  }),
  tesseract: by((call, args) => {
    const out = args.operands[1];
    if (out && !/^(?:stdout|-)$/.test(out.value)) writes(call, out);
    return "reads-files";
  }, "l=text psm=text oem=text c=text tessdata-dir=dir user-words=read user-patterns=read dpi=text list-langs!prints"),
};

const firmware: Table = {
  dtc: shown("I=text O=text q b=text V=text s p=text S=text W=text E=text i=dir H=text"),
  ...each(shown(), "fdtdump fdtget dumpimage checksec hardening-check checksec.sh pwn-checksec"),
  binwalk: by(
    (_call, args) =>
      given(args, "e", "extract", "M", "matryoshka", "D", "dd", "run-as") ? "runs-project-task" : "reads-files",
    "e,extract M,matryoshka D,dd=text run-as=text C,directory=text f,log=write B,signature A,opcodes E,entropy y,include=text x,exclude=text R,raw=text l,length=text o,offset=text",
  ),
  ...each(
    reads("n=text N=text c=text e=text f=text i=text s m p"),
    "rabin2 rahash2 rax2 rafind2 yara yara64 yr olevba oleid oledump.py oleobj mraptor rtfobj pdfid pdfid.py pdf-parser pdf-parser.py peframe diec pev readpe pescan floss capa ssdeep tlsh capinfos ctf_diff trid manalyze mactime istat fls icat mmls fsstat ils img_stat blkls jls",
  ),
  ...each(
    shown("j,section=text M,disassembler-options=text"),
    "llvm-objdump llvm-nm llvm-size llvm-readelf llvm-readobj llvm-strings llvm-dwarfdump llvm-symbolizer llvm-addr2line llvm-cxxfilt llvm-cov llvm-bcanalyzer llvm-dis llvm-mca llvm-undname spirv-dis spirv-val spirv-cross spirv-reflect gcov-dump cflow cxref cppinsights",
  ),
  "llvm-profdata": choose({ show: shown(), overlap: shown() }, "prints", { otherwise: writingOther }),
  esptool: choose({ ...each(shown(), "version image_info image-info") }, "prints", { otherwise: "changes-system" }),
  "esptool.py": choose({ ...each(shown(), "version image_info image-info") }, "prints", {
    otherwise: "changes-system",
  }),
  picotool: choose({ ...each(shown(), "info version help") }, "prints", { otherwise: "changes-system" }),
  ...each(
    choose({ ...each({}, "version list topdir manifest boards config help status diff") }, "prints", {
      otherwise: "runs-project-task",
    }),
    "west pio platformio arduino-cli idf.py cargo-embed probe-rs",
  ),
  verilator: by(
    (_call, args) => (given(args, "lint-only", "version", "V") ? "reads-files" : "runs-project-task"),
    "lint-only top-module=text Wall I=text y=text",
  ),
  iverilog: by(
    (call) =>
      /-t\s*null\b/.test(call.words.map(({ value }) => value).join(" ")) ? "reads-files" : "runs-project-task",
    "o=write t=text s=text I=text g=text",
  ),
  ...each(does("runs-project-task"), "yosys ngspice ghdl nextpnr-ice40 nextpnr-ecp5 gtkwave vvp"),
};

const media: Table = {
  ...each(
    shown("i=text J f=text"),
    "mkvinfo mp4info mp4dump mp4track ogginfo opusinfo id3info opj_dump pngcheck pngmeta jpeginfo webpinfo tiffinfo tiffdump heif-info ktxinfo ktx2check gltf_validator aubio aubiopitch essentia_streaming_key iptc",
  ),
  metaflac: by(
    (_call, args) =>
      given(args, "list", "show-md5sum", "show-tag", "show-all-tags", "export-tags-to")
        ? "reads-files"
        : "runs-project-task",
    "list show-tag=text show-all-tags show-md5sum block-type=text export-tags-to=text",
  ),
  mkvmerge: by(
    (_call, args) =>
      given(args, "i", "identify", "J", "list-types", "list-languages") ? "reads-files" : "runs-project-task",
    "o,output=text i,identify J F=text",
  ),
  blender: by((call, args) => {
    for (const item of args.items)
      if (item.option === "python-expr")
        call.run.engine.invoke({
          ...call,
          words: [{ value: "python3", span: item.word.span }, { value: "-c", span: item.word.span }, item.word],
        });
    return given(args, "python-expr", "version", "help") && !given(args, "python", "P", "x")
      ? "runs-inline-code"
      : "runs-unseen-script";
  }, "b,background python-expr=text P,python=text python-text=text o,render-output=text f,render-frame=text E=text y,enable-autoexec Y"),
};

const clusters: Table = {
  ...each(
    does("reads-records"),
    "squeue sinfo sacct sreport sshare sprio sstat sdiag qstat bjobs bhosts bqueues showq pbsnodes qhost",
  ),
  scontrol: choose({ ...each({}, "show ping version listpids") }, "prints", { otherwise: "changes-infrastructure" }),
  ...each(does("runs-unseen-script"), "sbatch qsub bsub"),
  ...each(does("ends-processes"), "scancel qdel bkill"),
  ...each(
    {
      options:
        "J,job-name=text p,partition=text N,nodes=text n,ntasks=text c,cpus-per-task=text t,time=text w=text G=text mem=text gres=text pty",
      operands: "command",
    },
    "srun salloc",
  ),
  ...each(
    choose(
      {
        ...each(
          {},
          "avail list show spider whatis keyword help display is-loaded load unload purge swap restore savelist add rm use unuse",
        ),
      },
      "prints",
    ),
    "module ml",
  ),
  ...each(
    { operands: "text*" },
    "lstopo-no-graphics hwloc-info hwloc-calc hwloc-ls likwid-topology rocm-smi rocminfo ibstat ibv_devinfo ibv_devices ofed_info ompi_info clinfo vulkaninfo glxinfo vainfo vdpauinfo ipcalc sipcalc subnetcalc netmask grepcidr named-checkzone named-checkconf pkg-config pkgconf llvm-config python3-config xml2-config curl-config sdl2-config freetype-config systemd-delta systemd-id128 isoinfo isodump mdir mtype minfo cfn-lint hcl2json json2hcl kube-linter vbindiff diffoscope xidel",
  ),
  "cfn-flip": converted,
  runc: choose({ ...each({}, "list state features") }, "prints", { otherwise: "uses-containers" }),
  umoci: choose({ ...each({}, "ls list stat") }, "prints", { otherwise: writingOther }),
  "qemu-img": choose({ ...each(reads("f=text output=text U"), "info check map compare measure") }, "prints", {
    otherwise: writingOther,
  }),
  "ghc-pkg": choose({ ...each({}, "list describe field find-module latest check dump dot") }, "prints", {
    otherwise: "installs-package",
  }),
};

export const specialists: Table = { ...science, ...publishing, ...firmware, ...media, ...clusters };
