import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { openChain } from '../../src/chain/reader.js';
import { licmc, licmcJson } from '../helpers/command-line.js';
import { runFolder, smallConfig } from '../helpers/small-run.js';

const { at, sha, sampleArgs } = runFolder(
  smallConfig('ensembles: 2, walkers: 12, warmup: 200, thin: 5, steps: 1000'),
);
const sample = (name: string, ...more: string[]) => licmc(...sampleArgs(name, ...more));

beforeAll(async () => {
  const { code, err } = await sample('long.arrow', '--steps', '1500');
  expect(err).toBe('');
  expect(code).toBe(0);
});

describe('sample', () => {
  test('leaves a finished chain and no journal', () => {
    expect(existsSync(at('long.arrow'))).toBe(true);
    expect(existsSync(at('long.arrows'))).toBe(false);
  });

  test('the same seed gives the same bytes, another seed others', async () => {
    await sample('again.arrow', '--steps', '1500');
    expect(sha('again.arrow')).toBe(sha('long.arrow'));
    await sample('other.arrow', '--steps', '1500', '--seed', '2');
    expect(sha('other.arrow')).not.toBe(sha('long.arrow'));
  });

  test('a finished chain resumed with more steps has the bytes of one long run', async () => {
    await sample('short.arrow', '--steps', '300');
    const { code } = await sample('short.arrow', '--steps', '1500', '--resume');
    expect(code).toBe(0);
    expect(sha('short.arrow')).toBe(sha('long.arrow'));
  });

  test('so has a chain that was first asked for another goal', async () => {
    await sample('goal.arrow', '--until-ess', '50', '--max-steps', '1000');
    await sample('goal.arrow', '--steps', '1500', '--resume');
    expect(sha('goal.arrow')).toBe(sha('long.arrow'));
  });

  test('refuses to overwrite without --force', async () => {
    const { code, err } = await sample('long.arrow');
    expect(code).toBe(2);
    expect(err).toContain('--force');
  });

  test.each([
    [['--seed', '3'], 'config.sampler.seed: expected what the chain was begun with, 1, got 3'],
    [['--set', 'phi=0.5'], 'config.parameters.phi.value'],
    [['--walkers', '14'], 'config.sampler.walkers'],
    [['--prior-only'], 'config.prior_only'],
  ])('refuses to resume with %j and says what differs', async (more, told) => {
    const before = sha('long.arrow');
    const { code, err } = await sample('long.arrow', '--resume', '--steps', '2000', ...more);
    expect(err).toContain(told);
    expect(code).toBe(2);
    expect(sha('long.arrow')).toBe(before);
    expect(existsSync(at('long.arrows'))).toBe(false);
  });

  test('a run that is too short is done but not converged', async () => {
    const { code, out } = await sample('tiny.arrow', '--steps', '20');
    expect(code).toBe(3);
    expect(out).toContain('not converged');
  });

  test('stops when the mean of a quantity is known well enough', async () => {
    const { code, out } = await sample('mcse.arrow', '--until-mcse', 'gamma_p=0.002', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ reason: 'converged', converged: true });
  });

  describe('a goal that is missed, though the chain has converged', () => {
    const goal = ['--until-mcse', 'gamma_p=1e-7', '--until-ess', '100', '--max-steps', '1500'];

    test('is done, not met: the reason, the steps it would take, exit code 3', async () => {
      const { code, out } = await sample('missed.arrow', ...goal);
      expect(out).toMatch(/1500 steps, converged, goal not met/);
      expect(out).toMatch(
        /- goal_not_met: gamma_p has a standard error of \d\.\d+e-5 where 1e-7 was asked for\.\n {2}About \d+ steps in all would do \(--resume --max-steps \d+\)\./,
      );
      expect(out).not.toContain('ESS is');
      expect(code).toBe(3);
    });

    test('is so in its record, for watch, for diagnose, and when asked for once more', async () => {
      const chain = openChain(at('missed.arrow'));
      chain.close();
      expect(chain.metadata.document).toMatchObject({ converged: true, goal_met: false });
      const again = await sample('missed.arrow', ...goal, '--resume', '--json');
      expect(again.code).toBe(3);
      const told = { converged: true, goal_met: false };
      expect(JSON.parse(again.out)).toMatchObject({ ...told, problems: [{ code: 'goal_not_met' }] });
      expect(await licmcJson('watch', at('missed.arrow'))).toMatchObject({
        ...told,
        problems: [{ code: 'goal_not_met' }],
      });
      // What is asked here is whether the draws may be believed: they may.
      const diagnosis = await licmcJson<{ notes: object[] }>('diagnose', at('missed.arrow'));
      expect(diagnosis).toMatchObject({ ...told, problems: [] });
      expect(diagnosis.notes).toContainEqual(expect.objectContaining({ code: 'goal_not_met' }));
    });

    test('is forgotten once another is met, or none is asked', async () => {
      const met = await sample('missed.arrow', '--until-ess', '100', '--resume', '--json');
      expect(met.code).toBe(0);
      expect(JSON.parse(met.out)).toMatchObject({ goal_met: true, problems: [] });
      const none = await sample('missed.arrow', '--steps', '1500', '--resume', '--json');
      expect(none.code).toBe(0);
      expect(JSON.parse(none.out)).toMatchObject({ goal_met: null, problems: [] });
      expect(sha('missed.arrow')).toBe(sha('long.arrow'));
    });
  });

  test.each([
    [['--until-mcse', 'gama_p=0.1'], "Did you mean 'gamma_p'?"],
    [['--until-mcse', 'mode:gamma_p=0.1'], 'A quantile is asked for as q and a per cent'],
    [['--steps', '10', '--until-ess', '5'], 'no other stop rule'],
    [['--resume', '--force'], 'no --force beside it'],
    [['--walkers', '13'], 'even'],
    [['--moves', 'strech'], '--moves: expected the name of a move, got "strech". Did you mean \'stretch\'?'],
    [['--moves', 'crank_nicolson'], '--moves: expected a move that needs no warm-up beside those that learn'],
    [['--max-time', 'soon'], 'a duration'],
    [['--until-mcse', 'gamma_p=0'], 'expected a standard error above 0, got "gamma_p=0"'],
    [['--until-mcse', 'median:gamma_p=-1'], 'expected a standard error above 0'],
    [
      ['--until-mcse', 'gamma_p=1', '--until-mcse', 'mean:gamma_p=2'],
      '--until-mcse: expected each quantity once, got "mean:gamma_p=2" as well.',
    ],
    [
      ['--steps', '0', '--walkers', '3', '--thin', 'x'],
      '--steps: expected a whole number of at least 1, got "0".\n--walkers: expected an even number, got "3".\n--thin: expected a whole',
    ],
    [
      ['--steps', '0', '--jsno'],
      "unknown option '--jsno'\n(Did you mean --json?)\n--steps: expected a whole",
    ],
    [['--set', 'gama_p=1', '--fix', 'gamma_q=2', '--resume', '--force'], '--resume: expected no --force'],
    [['--set', 'gama_p=1', '--fix', 'gamma_q=2', '--resume', '--force'], '--fix: expected a known parameter'],
  ])('%j: %s', async (more, told) => {
    const { code, err } = await sample('none.arrow', ...more);
    expect(err).toContain(told);
    expect(code).toBe(2);
    expect(existsSync(at('none.arrow')) || existsSync(at('none.arrows'))).toBe(false);
  });

  test.each(['sub/', '.', 'sub/.arrow', ''])('--out %j is no name of a chain', async (name) => {
    mkdirSync(at('sub'), { recursive: true });
    const { code, err } = await licmc('sample', at('small.yaml'), '--out', name === '' ? '' : at(name));
    expect(err).toMatch(/--out: expected the name of a file, got .* For example --out .*paper\.arrow/);
    expect(code).toBe(2);
    expect(readdirSync(at('sub'))).toEqual([]);
  });

  test('a chain in place of a configuration is told in one line', async () => {
    const chain = await licmc('sample', at('long.arrow'));
    expect(chain.err).toMatch(
      /expected a configuration, a YAML file, got a chain\. Give the .*--resume.*\n$/,
    );
    expect(chain.err.split('\n')).toHaveLength(2);
    writeFileSync(at('noise.yaml'), Buffer.from([1, 0, 2]));
    expect((await licmc('sample', at('noise.yaml'))).err).toContain('got a binary file.');
  });

  test('of very many mistakes in a file the first are told', async () => {
    const lines = Array.from({ length: 100 }, (_, i) => `key${i}: 1`);
    for (const [text, more] of [
      [`${lines.join('\n')}\ndata: {}`, 80],
      [`a: 1\n${'a: 1\n'.repeat(100)}`, 80],
    ] as const) {
      writeFileSync(at('many.yaml'), text);
      const { err } = await licmc('sample', at('many.yaml'));
      expect(err.trimEnd().split('\n')).toHaveLength(21);
      expect(err).toContain(`many.yaml: expected no further mistakes, got ${more} more.`);
    }
  });

  test('--prior-only draws from the prior and has no chi2', async () => {
    const { code } = await sample('prior.arrow', '--prior-only', '--steps', '3000');
    expect(code).toBe(0);
    const { parameters } = await licmcJson<{
      parameters: { id: string; median: number; mcse_mean: number; sd: number }[];
    }>('constraints', at('prior.arrow'));
    const gamma = parameters.find(({ id }) => id === 'gamma_p')!;
    // Uniform on 2.4 to 2.8: mean 2.6, standard deviation 0.4 / sqrt(12).
    expect(Math.abs(gamma.median - 2.6)).toBeLessThan(4 * 2 * gamma.mcse_mean);
    expect(gamma.sd).toBeCloseTo(0.4 / Math.sqrt(12), 1);
  });

  test('nothing to sample is a mistake', async () => {
    const { code, err } = await sample('none.arrow', '--fix', 'q0b_p=4e52', '--fix', 'gamma_p=2.6');
    expect(code).toBe(2);
    expect(err).toContain('at least one parameter with a prior');
  });
});

describe('constraints', () => {
  test('prints the document of the interface, natural units included', async () => {
    const { parameters, chain } = await licmcJson<{ parameters: Record<string, unknown>[]; chain: object }>(
      'constraints',
      at('long.arrow'),
    );
    expect(parameters.map(({ id }) => id)).toEqual([
      'log10_q0b_p',
      'gamma_p',
      'q0b_p',
      'x_b',
      'u_lsr',
      'theta_deg',
      'kappa_par_10gv',
      'kappa_par_1pv',
      'u_lsr_l_deg',
      'u_lsr_b_deg',
    ]);
    expect(Object.keys(parameters[0])).toEqual([
      'id',
      'unit',
      'latex',
      'derived',
      'median',
      'mean',
      'sd',
      'ci68',
      'ci95',
      'limit',
      'informed_by',
      'mcse_mean',
      'ess_bulk',
      'ess_tail',
      'rhat',
    ]);
    expect(chain).toMatchObject({
      config: 'small',
      state: 'finished',
      ensembles: 2,
      walkers: 12,
      kept_steps: 300,
    });
    const of = (id: string) => parameters.find((p) => p['id'] === id) as { median: number; ci95: number[] };
    expect(of('q0b_p').median).toBeCloseTo(10 ** of('log10_q0b_p').median, -45);
    // Nothing that is derived from fixed parameters varies: undefined diagnostics are null.
    expect(parameters.find(({ id }) => id === 'u_lsr')).toMatchObject({ sd: 0, rhat: null });
  });

  test.each(['markdown', 'latex', 'table'])('--format %s', async (format) => {
    const { code, out } = await licmc('constraints', at('long.arrow'), '--format', format);
    expect(code).toBe(0);
    expect(out).toContain(format === 'latex' ? '\\begin{tabular}' : 'gamma_p');
  });
});

test('diagnose prints the document of the interface', async () => {
  const document = await licmcJson<{
    converged: boolean;
    parameters: object[];
    ensembles: object[];
    problems: object[];
  }>('diagnose', at('long.arrow'));
  expect(document.converged).toBe(true);
  expect(Object.keys(document.parameters[0])).toEqual(
    expect.arrayContaining(['id', 'rhat', 'ess_bulk', 'ess_tail', 'tau', 'mcse_mean']),
  );
  expect(document.ensembles).toHaveLength(2);
  expect(document.problems).toEqual([]);
});

test('diagnose --every leaves enough steps to say anything, or is refused', async () => {
  const { code, err } = await licmc('diagnose', at('long.arrow'), '--every', '38');
  expect(err).toContain('--every: expected at most 37, for ');
  expect(err).toContain('has 300 kept steps, got 38. Leave it out');
  expect(code).toBe(2);
  const { out } = await licmc('diagnose', at('long.arrow'), '--every', '37');
  expect(out).toContain('8 steps looked at');
  expect(out).not.toMatch(/NaN|Infinity/);
});

test.each(['diagnose', 'compare', 'diff'])('%s tells every chain that is not there', async (command) => {
  const { code, err } = await licmc(command, at('none1.arrow'), at('none2.arrow'));
  expect(err.trimEnd().split('\n')).toHaveLength(2);
  expect(code).toBe(2);
});

describe('chain files that are none', () => {
  test.each([
    ['nothing.arrow', undefined, 'no such file'],
    ['empty.arrow', '', 'an empty file'],
    ['text.arrow', 'weight -log(post) v_sun\n', 'a file of another kind'],
  ])('%s', async (name, content, told) => {
    if (content !== undefined) writeFileSync(at(name), content);
    for (const command of ['constraints', 'diagnose']) {
      const { code, err } = await licmc(command, at(name));
      expect(err).toContain(told);
      expect(code).toBe(2);
    }
  });

  test('a chain with a bit that is not as it was written', async () => {
    const bytes = readFileSync(at('long.arrow'));
    const chain = openChain(at('long.arrow'));
    const drawn = chain.column('gamma_p').slice(7, 9);
    chain.close();
    bytes[bytes.indexOf(Buffer.from(drawn.buffer))] ^= 4;
    writeFileSync(at('flipped.arrow'), bytes);
    for (const command of [
      ['constraints', at('flipped.arrow')],
      ['diagnose', at('flipped.arrow')],
      ['merge', at('flipped.arrow'), at('long.arrow'), '-o', at('none.arrow')],
      [...sampleArgs('flipped.arrow'), '--resume'],
    ]) {
      const { code, err } = await licmc(...command);
      expect(err).toContain('flipped.arrow: expected an intact chain, got a damaged one: its numbers');
      expect(code).toBe(2);
    }
  });

  test('a chain that was cut off', async () => {
    const whole = readFileSync(at('long.arrow'));
    writeFileSync(at('cut.arrow'), whole.subarray(0, whole.length - 100));
    const { code, err } = await licmc('constraints', at('cut.arrow'));
    expect(code).toBe(2);
    expect(err).toContain('cut.arrow');
  });
});
