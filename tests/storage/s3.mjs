// An S3 server of the tests' own: prints its port, ends with its standard input.
import { createRequire } from 'node:module'

const [, , modules, directory] = process.argv
const S3rver = createRequire(`${modules}/`)('@20minutes/s3rver')
const configureBuckets = [{ name: 'shenbao' }]
const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets })
const { port } = await server.run()
console.log(port)
process.stdin.resume()
process.stdin.on('end', () => process.exit(0))
