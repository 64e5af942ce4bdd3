/** Returns the email of the user; an empty string without a header. */
export function authorOf({ email = '' }: { readonly email?: string | undefined }): string {
  return email;
}

/** Returns true if a user is a job of the registry itself. Jobs need no e-group, and manual changes take precedence over theirs. */
export function isAutomatic(author: string): boolean {
  return author.startsWith('auto@auto');
}
