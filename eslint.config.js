import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist', 'assembly', 'node_modules', 'coverage', 'chains', '.venv*'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js', 'scripts/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // Numbers in messages are the point of most messages here.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Flat numeric arrays are indexed everywhere; bounds are the loops' own.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Indexing is unchecked (see CONTRIBUTING), so the compiler takes a missing entry for impossible.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: 'error',
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Every draw comes from a seeded stream: math/rng.' },
      ],
    },
  },
  { files: ['**/*.mjs', 'eslint.config.js'], extends: [tseslint.configs.disableTypeChecked] },
);
