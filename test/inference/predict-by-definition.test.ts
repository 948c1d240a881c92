/** Simulated data come from the formulae, the posterior from the compiled model: both must be the same model. */
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.js';
import { isSampled } from '../../src/config/resolved.js';
import { compileForward } from '../../src/inference/forward.js';
import { observationsOf } from '../../src/inference/posterior.js';
import { predictByDefinition } from '../../src/inference/predict-by-definition.js';
import { streamRng } from '../../src/math/rng.js';
import { createPrior } from '../../src/prior/registry.js';

test.each(['paper', 'lic', 'wandering'])('%s at points drawn from its prior', (name) => {
  const config = loadConfig(name);
  const observations = observationsOf(config);
  const forward = compileForward(config, observations);
  const rng = streamRng(name);
  for (let i = 0; i < 5; i++) {
    for (const [id, setting] of Object.entries(config.parameters)) {
      if (!isSampled(setting)) continue;
      const x = createPrior(setting.prior).quantile(rng.uniform());
      forward.values[forward.indexOf(id)] = setting.log10 ? 10 ** x : x;
    }
    const valueOf = (id: string): number => forward.values[forward.indexOf(id)];
    const [defined, compiled] = [predictByDefinition(config, observations, valueOf), forward.predict()];
    expect(defined.spectrum).toBeAllclose(compiled.spectrum, { rtol: 1e-11 });
    expect(defined.amplitude).toBeAllclose(compiled.amplitude, { rtol: 1e-11 });
    expect(defined.phase).toBeAllclose(compiled.phase, { rtol: 1e-11, atol: 1e-9 });
  }
});
