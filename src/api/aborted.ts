/** Waits until a signal is aborted, also where that was before; without one until the process ends. */
export async function aborted(signal: AbortSignal | null): Promise<void> {
  if (signal?.aborted) return;
  await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
}
