import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import { SUBGRAPHS, type SubgraphName } from '../../graph/subgraph/subgraph-names.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { CliFailure, failure } from '../failure.ts';
import { namedUrls } from '../option-values.ts';

interface ComposeOptions {
  readonly out?: string;
  readonly url?: Readonly<Partial<Record<SubgraphName, string>>>;
}

/** Where the subgraphs are unless it is said: one port each on this machine, as docs/deploy-federated.md starts them. */
const FIRST_PORT = 4001;

const USUAL = Object.fromEntries(
  SUBGRAPHS.map((name, index) => [name, `http://127.0.0.1:${FIRST_PORT + index}/graphql`]),
) as Readonly<Record<SubgraphName, string>>;

export function composeCommand({ say, run }: Cli): Command {
  const last = FIRST_PORT + SUBGRAPHS.length - 1;
  const url = new Option(
    '--url <name=address>',
    say(
      `子图的地址，可多次使用；默认本机端口 ${FIRST_PORT} 至 ${last}，依次为 ${SUBGRAPHS.join('、')}`,
      `address of a subgraph, once for each; default: ports ${FIRST_PORT} to ${last} of this machine for ${SUBGRAPHS.join(', ')}`,
    ),
  ).argParser(namedUrls(SUBGRAPHS));
  return new Command('compose')
    .description(say('由各子图合成网关所用的超图', 'write the supergraph that a gateway joins the subgraphs by'))
    .option('--out <file>', say('写入文件；不写则输出到标准输出', 'write it to a file; default: standard output'))
    .addOption(url)
    .action(({ out: file, url: given }: ComposeOptions) =>
      run(async ({ out }) => {
        // Loaded only here: no other command should wait for the graph.
        const { composeSupergraph } = await import('../../graph/subgraph/compose.ts');
        const subgraphs = { ...USUAL, ...given };
        const composed = composeSupergraph(subgraphs);
        if (!composed.ok) throw new CliFailure(composed.problem);
        if (file === undefined) {
          out.line(composed.value);
          out.result({ subgraphs, supergraph: composed.value });
          return EXIT.done;
        }
        try {
          await mkdir(dirname(file), { recursive: true });
          await writeFile(file, composed.value);
        } catch (error) {
          throw failure('CLI_OUTPUT_LOST', { reason: (error as NodeJS.ErrnoException).code ?? 'EIO' });
        }
        out.line(say(`超图已写入 ${file}`, `the supergraph is in ${file}`));
        out.result({ subgraphs, out: file });
        return EXIT.done;
      }),
    );
}
