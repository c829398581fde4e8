import type { Sink } from "./sink.ts";

/** Libraries for documents, tables, pictures and archives: what they open and what they leave. */
export const ecmascriptDocuments: readonly Sink[] = [
  {
    symbols: [
      "exceljs.**.{xlsx,csv}.readFile",
      "xlsx{,.default}.readFile",
      "{csvtojson,read-excel-file,read-excel-file/node}()**.{fromFile}",
      "{read-excel-file,read-excel-file/node}",
      "mammoth.{extractRawText,convertToHtml,convertToMarkdown}",
      "{word-extractor,any-text,textract,officeparser,office-text-extractor}**.{extract,getText,fromFileWithPath,parseOfficeAsync,parseOffice}",
      "pdf-parse/**.readFile",
      "{pdf2json}**.loadPDF",
      "pdfjs-dist.getDocument",
      "{tesseract.js}**.recognize",
      "@langchain/community/document_loaders/fs/**().{load,loadAndSplit}",
      "langchain/document_loaders/fs/**().{load,loadAndSplit}",
      "llamaindex.SimpleDirectoryReader().loadData",
      "{load-json-file,read-pkg,read-pkg-up,cosmiconfig,find-up,locate-path,gray-matter.read}{,.**}",
      "{walkdir,klaw,readdirp,fdir,recursive-readdir,chokidar.watch}{,.**}",
    ],
    effects: ["read-files"],
    refine: "path",
  },
  {
    symbols: [
      "exceljs.**.{xlsx,csv}.writeFile",
      "xlsx{,.default}.{writeFile,writeFileXLSX,writeFileAsync}",
      "{csv-writer}.**.writeRecords",
      "pptxgenjs{,.**}().writeFile",
      "sharp().**toFile",
      "jimp.**.{write,writeAsync}",
      "jspdf**.save",
      "{write-json-file,make-dir,cpy,cp-file,copyfiles,download,tempy,tmp}{,.**}",
      "fluent-ffmpeg()**.{save,saveToFile,output}",
      "ts-morph.**.{save,saveSync}",
      "qrcode.toFile",
      "canvas.**.createPNGStream",
    ],
    effects: ["write-files"],
  },
  { symbols: ["{sharp,jimp.read,jimp.Jimp.read,fluent-ffmpeg}"], effects: [], refine: "given-file" },
  {
    symbols: [
      "{adm-zip,yauzl,unzipper,extract-zip,decompress,node-stream-zip,archiver}{,()}{,.**}.{extractAllTo,extractEntryTo,extract,writeZip,addLocalFile,addLocalFolder,file,directory}",
      "{extract-zip,decompress,cross-zip}",
      "tar.{extract,x,create,c}",
    ],
    effects: ["read-files", "write-files"],
  },
];
