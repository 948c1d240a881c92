import type { Goal } from '../draw/assess-chain.js';

/** A goal as it is asked for on the command line, such as "ESS 4000, MCSE(v_sun) 0.1"; null for none. */
export function goalText({ until_ess, until_mcse }: Goal): string | null {
  const goals = [
    ...(until_ess === undefined ? [] : [`ESS ${until_ess}`]),
    ...Object.entries(until_mcse ?? {}).map(([id, value]) => `MCSE(${id}) ${value}`),
  ];
  return goals.length === 0 ? null : goals.join(', ');
}
