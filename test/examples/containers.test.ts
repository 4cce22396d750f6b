import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import matter from 'gray-matter';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';

// No container runs in the tests: what can be known without one is looked at, and the steps run by hand.

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const exec = promisify(execFile);

/** What GitHub replaces by its value. */
const expression = (name: string): string => `$\{{ ${name} }}`;

/** The instructions of a Dockerfile, continued lines joined. */
function instructions(text: string): readonly (readonly [name: string, words: string])[] {
  return text
    .replace(/^#.*$/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .flatMap((line) => {
      const [, name, words = ''] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? [];
      return name === undefined ? [] : [[name, words.trim()] as const];
    });
}

describe('the image', () => {
  const steps = instructions(read('Dockerfile'));
  const last = steps.slice(steps.findLastIndex(([name]) => name === 'FROM'));

  it('runs as an ordinary user, with the sandbox on, and brings nothing of the build', () => {
    const users = last.filter(([name]) => name === 'USER').map(([, words]) => words);
    // A number that is not root's: Kubernetes believes no name.
    expect(users.at(-1)).toMatch(/^[1-9]\d*$/);
    expect(last.findIndex(([name]) => name === 'USER')).toBeGreaterThan(
      last.findLastIndex(([name]) => name === 'RUN'),
    );
    expect(read('Dockerfile')).not.toContain('--no-sandbox');
    const ignored = read('.dockerignore').split('\n');
    for (const name of ['node_modules', 'dist', '.git']) expect(ignored).toContain(name);
  });

  it('is made of files that are there, and holds what the examples call', () => {
    const copied = steps
      .filter(([name, words]) => name === 'COPY' && !words.startsWith('--'))
      .flatMap(([, words]) => words.split(' ').slice(0, -1));
    for (const file of copied) expect(existsSync(join(ROOT, file)), file).toBe(true);
    const definition = JSON.parse(read('examples/aws-batch/job-definition.json'));
    const [, script] = definition.containerProperties.command;
    expect(copied).toContain(`examples/aws-batch/${script.replace('/app/', '')}`);
  });

  it('is what Kubernetes runs with the sandbox on and nothing else granted', () => {
    for (const part of read('examples/kubernetes/job.yaml').split('\n---\n')) {
      const { spec } = matter(`---\n${part}\n---\n`).data;
      expect(spec.template.spec.restartPolicy).toBe('Never');
      expect(spec.template.spec.securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'Unconfined' },
      });
      for (const { securityContext } of spec.template.spec.containers)
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
        });
    }
  });
});

describe('the action', () => {
  const { inputs, runs } = matter(`---\n${read('action.yml')}\n---\n`).data;

  it('puts no input into a script, where it could run', () => {
    expect(runs.using).toBe('composite');
    for (const { run = '', shell, uses } of runs.steps) {
      expect(run).not.toContain('${{');
      expect(Boolean(uses) || shell === 'bash').toBe(true);
    }
  });

  it('makes what its inputs ask for', async () => {
    const { run, env } = runs.steps.at(-1);
    const cwd = await temporaryFolder({ 'a b/x.md': '# No\n', 'notes/git.md': '# Git\n\n- **commit**\n' });
    const given: Record<string, string> = {
      [expression('github.action_path')]: ROOT,
      [expression('inputs.args')]: '--only cards --no-sections',
    };
    const values = Object.entries(env as Record<string, string>).map(([name, value]) => {
      const [, input = ''] = /inputs\.(\w+)/.exec(value) ?? [];
      return [name, given[value] ?? inputs[input].default];
    });
    await exec('bash', ['-eo', 'pipefail', '-c', run], {
      cwd,
      env: { ...process.env, ...Object.fromEntries(values) },
    });
    expect((await readdir(join(cwd, 'output/git'))).sort()).toEqual(['git.cards.txt']);
  });
});
